package ai.karen.account.control.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Passwords that are guessed first, told by rule rather than by a long list: walks over the
 * keyboard, repetitions, and one or two common words with digits and signs around them, however
 * they are spelled. Immutable.
 */
final class CommonPasswords {
  private static final String FILE = "/ai/karen/account/common-words.txt";

  /** Letters in whose place signs and digits are written, in the same order. */
  private static final String WRITTEN = "@4831!0$57";

  private static final String MEANT = "aabeiiosst";
  private static final String WALKS =
      "qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop 12345678901234567890"
          + " abcdefghijklmnopqrstuvwxyz"
          + " 1qaz2wsx3edc4rfv5tgb6yhn7ujm 1qay2wsx3edc qazwsxedcrfvtgb qweasdzxc 1q2w3e4r5t6y7u8i9o0p"
          + " !@#$%^&*()_+ q1w2e3r4t5y6u7i8o9p0 a1s2d3f4g5";
  private static final int SHORTEST_WALK = 3;
  private static final int SHORTEST_PART = 3;
  private static final int MOST_WORDS = 2;
  private static final int FEW_CHARACTERS = 4;
  private static final int MANY = 100;

  private final Set<String> words = words();
  private final Set<String> walks = walks();

  boolean isCommon(String password, String email) {
    String plain = password.toLowerCase(Locale.ROOT);
    return isRepetition(plain)
        || isWalk(plain)
        || isOfWords(letters(plain, false), email)
        || isOfWords(letters(plain, true), email);
  }

  /** One pattern over and over, or hardly any different characters. */
  private static boolean isRepetition(String text) {
    if (text.chars().distinct().count() <= FEW_CHARACTERS) {
      return true;
    }
    return IntStream.rangeClosed(1, text.length() / 2).anyMatch(period -> hasPeriod(text, period));
  }

  private static boolean hasPeriod(String text, int period) {
    return IntStream.range(period, text.length())
        .allMatch(place -> text.charAt(place) == text.charAt(place - period));
  }

  /** Made of runs along the keyboard, the alphabet or the digits, but for a few characters. */
  private boolean isWalk(String text) {
    int outside = 0;
    int place = 0;
    while (place < text.length()) {
      int run = longestWalk(text, place);
      outside += run == 0 ? 1 : 0;
      place += Math.max(1, run);
    }
    return outside <= 2;
  }

  private int longestWalk(String text, int start) {
    int end = start;
    while (end < text.length() && isOnAWalk(text.substring(start, end + 1))) {
      end++;
    }
    return end - start < SHORTEST_WALK ? 0 : end - start;
  }

  private boolean isOnAWalk(String part) {
    return walks.stream().anyMatch(walk -> walk.contains(part));
  }

  private boolean isOfWords(String letters, String email) {
    Set<String> known = new HashSet<>(words);
    Arrays.stream(email.split("[^a-z0-9]+"))
        .map(part -> part.replaceAll("[0-9]", ""))
        .filter(part -> part.length() >= SHORTEST_PART)
        .forEach(known::add);
    return !letters.isEmpty() && fewestWords(letters, known) <= MOST_WORDS;
  }

  /** Of how few known words a text is put together; many where it is not. */
  private static int fewestWords(String text, Set<String> known) {
    int[] fewest = new int[text.length() + 1];
    Arrays.fill(fewest, MANY);
    fewest[0] = 0;
    for (int end = 1; end <= text.length(); end++) {
      for (int start = 0; start < end; start++) {
        if (fewest[start] < fewest[end] && known.contains(text.substring(start, end))) {
          fewest[end] = Math.min(fewest[end], fewest[start] + 1);
        }
      }
    }
    return fewest[text.length()];
  }

  /**
   * Only the letters.
   *
   * @param meant whether signs and digits count as the letters that they look like, but for those
   *     at the end
   */
  private static String letters(String text, boolean meant) {
    String kept = meant ? text.replaceAll("\\P{L}+$", "") : text;
    StringBuilder letters = new StringBuilder();
    for (char each : kept.toCharArray()) {
      int place = meant ? WRITTEN.indexOf(each) : -1;
      letters.append(place < 0 ? each : MEANT.charAt(place));
    }
    return letters.toString().replaceAll("\\P{L}", "");
  }

  private static Set<String> walks() {
    return Arrays.stream(WALKS.split(" "))
        .flatMap(walk -> Stream.of(walk, new StringBuilder(walk).reverse().toString()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> words() {
    try (InputStream file = CommonPasswords.class.getResourceAsStream(FILE)) {
      return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\\s+"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
