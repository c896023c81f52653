package ai.karen.language.control.extractive;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Splits a text into sentences, none longer than 400 characters. Stateless. */
final class Sentences {
  /** A run without an end, such as a table or a log, is cut at a blank. */
  static final int LONGEST = 400;

  /** Longer than every abbreviation; what is before them does not matter. */
  private static final int TAIL = 24;

  private static final String UNSPACED_ENDS = "。！？｡」』";
  private static final Pattern ABBREVIATED =
      Pattern.compile(
          ".*(^|[\\s(])(\\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|No|Nr|Fig|Inc|Ltd|Co|Corp|e\\.g|i\\.e"
              + "|z\\.\\s?B|d\\.\\s?h|ca|bzw|approx|\\p{Lu}\\.\\p{Lu})\\.\\s*");

  private Sentences() {}

  static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    for (String line : Lines.of(text)) {
      split(line, sentences);
    }
    return sentences;
  }

  private static void split(String line, List<String> sentences) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(line);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (end == line.length() || isWhole(line.substring(start, end))) {
        addShort(line.substring(start, end).strip(), sentences);
        start = end;
      }
    }
  }

  /** A dot inside a name such as {@code a.<b>.c}, or after an abbreviation, ends nothing. */
  private static boolean isWhole(String segment) {
    char last = segment.charAt(segment.length() - 1);
    boolean apart = Character.isWhitespace(last) || UNSPACED_ENDS.indexOf(last) >= 0;
    return apart && (segment.length() > LONGEST || !endsAbbreviated(segment));
  }

  private static boolean endsAbbreviated(String segment) {
    return ABBREVIATED.matcher(segment.substring(Math.max(0, segment.length() - TAIL))).matches();
  }

  private static void addShort(String sentence, List<String> sentences) {
    String rest = sentence;
    while (rest.length() > LONGEST) {
      int cut = cut(rest);
      sentences.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      sentences.add(rest);
    }
  }

  private static int cut(String text) {
    int blank = text.lastIndexOf(' ', LONGEST);
    int cut = blank > LONGEST / 2 ? blank : LONGEST;
    return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }
}
