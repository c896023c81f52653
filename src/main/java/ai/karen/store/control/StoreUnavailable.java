package ai.karen.store.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.time.Duration;

/**
 * Neither the database nor what the engine has locally can serve this now. Nothing was changed.
 * Answered with a 503 and {@code Retry-After}.
 */
public final class StoreUnavailable extends ProblemException {
  private final transient Throwable reason;

  /**
   * @param message a sentence for the caller
   */
  public StoreUnavailable(String message, Duration retryAfter, Throwable cause) {
    super(Problem.unavailable("database_unavailable", message, retryAfter));
    this.reason = cause;
  }

  @Override
  public synchronized Throwable getCause() {
    return reason;
  }

  public Duration retryAfter() {
    return problem().retryAfter();
  }
}
