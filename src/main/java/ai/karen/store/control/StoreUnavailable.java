package ai.karen.store.control;

import java.time.Duration;

/**
 * Neither the database nor what the engine has locally can serve this now. Nothing was changed. The
 * boundary makes a 503 with {@code Retry-After} of it.
 */
public final class StoreUnavailable extends RuntimeException {
  private final Duration retryAfter;

  /**
   * @param message a sentence for the caller
   */
  public StoreUnavailable(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
