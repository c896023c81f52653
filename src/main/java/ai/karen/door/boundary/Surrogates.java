package ai.karen.door.boundary;

/** Halves of characters, which no text in UTF-8 can hold. */
final class Surrogates {
  static final String REFUSAL =
      "The body's JSON has half a character: an escape \\ud800 to \\udfff without its other half.";

  private Surrogates() {}

  static boolean hasLone(String text) {
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
        return true;
      }
      at += Character.charCount(character);
    }
    return false;
  }
}
