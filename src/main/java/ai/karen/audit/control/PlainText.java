package ai.karen.audit.control;

import java.util.regex.Pattern;

/** Texts that can do no harm in a log: without line breaks and the like, of bounded length. */
final class PlainText {
  static final int LONGEST = 300;

  /** Control, format, surrogate and unassigned characters, and separators of lines. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\u2028\\u2029]");

  /** Keys of this engine, tokens, refresh values: whoever writes one down by mistake. */
  private static final Pattern SECRETS =
      Pattern.compile(
          "kk_live_\\w+|eyJ[\\w-]+\\.[\\w.-]+|(?i:bearer|basic)\\s+[\\w.~+/=-]+"
              + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[\\w.-]+");

  private PlainText() {}

  /** Null stays null. */
  static String of(String text) {
    if (text == null) {
      return null;
    }
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return SECRETS.matcher(UNFIT.matcher(shortened).replaceAll("?")).replaceAll("****");
  }
}
