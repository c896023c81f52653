package ai.karen.store.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.time.Duration;

/**
 * Neither the database nor what the engine has locally can serve this now. Nothing was changed,
 * unless it {@link #isOpen}. Answered with a 503 and {@code Retry-After}.
 */
public final class StoreUnavailable extends ProblemException {
  private final transient Throwable reason;
  private final boolean open;

  /**
   * @param message a sentence for the caller
   */
  public StoreUnavailable(String message, Duration retryAfter, Throwable cause) {
    this(message, retryAfter, cause, false);
  }

  private StoreUnavailable(String message, Duration retryAfter, Throwable cause, boolean open) {
    super(Problem.unavailable("database_unavailable", message, retryAfter));
    this.reason = cause;
    this.open = open;
  }

  /** Of what the database was asked for and may have done. */
  static StoreUnavailable open(Duration retryAfter, Throwable cause) {
    return new StoreUnavailable(
        "It is not known whether this was stored; ask again, with the same Idempotency-Key if any",
        retryAfter,
        cause,
        true);
  }

  @Override
  public synchronized Throwable getCause() {
    return reason;
  }

  /** Whether it is not known if something was changed. */
  public boolean isOpen() {
    return open;
  }

  public Duration retryAfter() {
    return problem().retryAfter();
  }
}
