package ai.karen.language.control;

/** A text has more tokens than are read. Carries no text. */
public class TextTooLongException extends RuntimeException {
  private final int index;
  private final int tokens;
  private final int limit;

  /**
   * @param index the text's place in its list, from 0
   * @param tokens how many tokens it has
   * @param limit how many are read
   */
  public TextTooLongException(int index, int tokens, int limit) {
    super(tokens + " tokens, at most " + limit, null, false, false);
    this.index = index;
    this.tokens = tokens;
    this.limit = limit;
  }

  public int index() {
    return index;
  }

  public int tokens() {
    return tokens;
  }

  public int limit() {
    return limit;
  }
}
