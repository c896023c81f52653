package ai.karen.language.control.extractive;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long a summary shall be. Stateless. */
final class SummaryLength {
  private static final List<String> NUMBERS =
      List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
  private static final Pattern WISH =
      Pattern.compile(
          "\\b(\\d{1,2}|single|"
              + String.join("|", NUMBERS.subList(1, 11))
              + ")\\s+"
              + "(\\w+\\s+)?(sentences?|points?|bullets?|lines?|sätzen?|satz|phrases?|frases?)\\b");
  private static final int MOST = 20;

  private SummaryLength() {}

  /** The number of sentences asked for, at most 20; zero when none is named. */
  static int in(String request) {
    Matcher wish = WISH.matcher(request.toLowerCase(Locale.ROOT));
    return wish.find() ? Math.min(MOST, number(wish.group(1))) : 0;
  }

  private static int number(String word) {
    if (word.equals("single")) {
      return 1;
    }
    return Character.isDigit(word.charAt(0)) ? Integer.parseInt(word) : NUMBERS.indexOf(word);
  }
}
