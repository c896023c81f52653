package ai.karen.provider.control;

/** An attempt that was to complete a broken stream gives another answer than was begun. */
final class AnotherAnswer extends Exception {
  static final String WORDS = "another answer than the one that was begun";

  private static final long serialVersionUID = 1L;

  AnotherAnswer() {
    super(WORDS, null, false, false);
  }
}
