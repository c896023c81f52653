package ai.karen.store.control;

/** The journal can't take an operation: it is full, or its disk fails. Nothing was appended. */
public final class JournalRefusal extends RuntimeException {

  /**
   * @param message a sentence for the operator
   */
  public JournalRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
