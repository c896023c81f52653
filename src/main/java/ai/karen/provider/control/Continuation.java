package ai.karen.provider.control;

import java.util.Optional;

/**
 * The other attempt was asked to go on where the text ends. Some begin anew all the same, and their
 * first words would come twice: what looks like the beginning is held back until it is clear which
 * of the two it is.
 */
final class Continuation implements Joint {
  /** So many characters that equal the answer's beginning are no chance: the answer began anew. */
  static final int A_NEW_BEGINNING = 16;

  private final String delivered;
  private final Repetition beginning;
  private final StringBuilder held = new StringBuilder();
  private String space;
  private boolean decided;

  /**
   * @param space the white space at the end of the text, which the other was not shown, because
   *     models continue badly after it, and may now write itself
   */
  Continuation(String delivered, String space) {
    this.delivered = delivered;
    this.beginning = new Repetition(delivered);
    this.space = space;
  }

  @Override
  public Optional<String> next(String text) {
    if (decided) {
      return Optional.of(withoutSpace(text));
    }
    held.append(text);
    Optional<String> anew = beginning.next(text);
    if (anew.isPresent()) {
      decided = beginning.isPassed();
      space = decided ? "" : space;
      return anew;
    }
    return goesOnUnlessBegunAnew();
  }

  @Override
  public Optional<String> end() {
    if (decided) {
      return Optional.of("");
    }
    return goesOnUnlessBegunAnew();
  }

  @Override
  public boolean isPassed() {
    return decided;
  }

  private Optional<String> goesOnUnlessBegunAnew() {
    if (lengthInCommon(held, delivered) >= A_NEW_BEGINNING) {
      return Optional.empty();
    }
    decided = true;
    return Optional.of(withoutSpace(held.toString()));
  }

  private String withoutSpace(String text) {
    int common = lengthInCommon(text, space);
    space = common == text.length() ? space.substring(common) : "";
    return text.substring(common);
  }

  private static int lengthInCommon(CharSequence one, CharSequence other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }
}
