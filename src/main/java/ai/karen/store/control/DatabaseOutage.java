package ai.karen.store.control;

/**
 * The database did not answer, or could not do its work: nothing is known of what was asked, be it
 * that it was committed. What is wrong with the data itself is no outage.
 */
public final class DatabaseOutage extends RuntimeException {

  /**
   * @param message a sentence for the operator, without anything of the data
   */
  public DatabaseOutage(String message, Throwable cause) {
    super(message, cause);
  }
}
