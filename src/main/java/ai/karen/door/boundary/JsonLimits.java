package ai.karen.door.boundary;

import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;

/**
 * How much one body's JSON may hold. Well above what long conversations, large tools and lists of
 * token ids need, and far below what would fill a memory. For one body, on one thread.
 */
final class JsonLimits {
  /** Levels, the body's own object being the first. */
  static final int DEEPEST = 64;

  /** Names in all objects together. */
  static final int MOST_NAMES = 50_000;

  /** Members and elements together. */
  static final int MOST_VALUES = 400_000;

  /** Characters of a number. */
  static final int LONGEST_NUMBER = 100;

  /** Digits of an exponent: with more, a few characters stand for gigabytes of digits. */
  static final int LONGEST_EXPONENT = 3;

  private int names;
  private int values;

  void requireDepth(int depth) {
    if (depth > DEEPEST) {
      throw refused("The body's JSON is nested more than " + DEEPEST + " levels deep.");
    }
  }

  void countName() {
    names++;
    if (names > MOST_NAMES) {
      throw refused("The body's JSON has more than " + MOST_NAMES + " names.");
    }
  }

  void countValue() {
    values++;
    if (values > MOST_VALUES) {
      throw refused("The body's JSON has more than " + MOST_VALUES + " values.");
    }
  }

  void requireNumber(String number) {
    if (number.length() > LONGEST_NUMBER || exponentDigits(number) > LONGEST_EXPONENT) {
      throw numberTooLong();
    }
  }

  static ProblemException numberTooLong() {
    return refused(
        "The body's JSON has a number of more than %d characters, or with more than %d digits in"
                .formatted(LONGEST_NUMBER, LONGEST_EXPONENT)
            + " its exponent.");
  }

  private static int exponentDigits(String number) {
    int mark = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (mark < 0) {
      return 0;
    }
    boolean isSigned = "+-".indexOf(number.charAt(mark + 1)) >= 0;
    return number.length() - mark - (isSigned ? 2 : 1);
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(BodyProblems.json(sentence));
  }
}
