package ai.karen.status.control;

import java.util.regex.Pattern;

/**
 * Makes a name fit for one log line, wherever it came from: no line break can forge a second one.
 */
final class LogText {
  private static final int LONGEST = 128;
  private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7e]");

  private LogText() {}

  /** A dash for null and for the empty text. */
  static String of(String text) {
    if (text == null || text.isEmpty()) {
      return "-";
    }
    String start = text.substring(0, Math.min(text.length(), LONGEST));
    return UNSAFE.matcher(start).replaceAll("?");
  }
}
