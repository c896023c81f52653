package ai.karen.chat.control;

/** Text as every database can keep it, of the same length. */
final class KeepableText {
  private static final char REPLACEMENT = '\uFFFD';

  private KeepableText() {}

  /** With a mark in the place of U+0000 and of halves of characters. */
  static String of(CharSequence text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().map(KeepableText::keepable).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** Where a piece can end without cutting a character into halves. */
  static int end(CharSequence text) {
    int length = text.length();
    return length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
  }

  /** A half that has no other half comes as a point of its own. */
  private static int keepable(int point) {
    boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return point == 0 || isHalf ? REPLACEMENT : point;
  }
}
