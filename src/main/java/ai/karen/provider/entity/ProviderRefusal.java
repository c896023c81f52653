package ai.karen.provider.entity;

import java.time.Duration;

/**
 * A failure that says nothing against the provider: it refuses this request, was told to stop, or
 * had too little time.
 */
public final class ProviderRefusal extends ProviderFailure {
  private static final String DEADLINE = "deadline_exceeded";

  public ProviderRefusal(
      FailureKind kind, int status, String code, String message, Duration retryAfter) {
    super(kind, status, code, message, retryAfter);
  }

  public static ProviderRefusal misconfigured(String message) {
    return new ProviderRefusal(FailureKind.MISCONFIGURED, 0, null, message, null);
  }

  /** Nothing within a time that is no measure of how the provider is. */
  public static ProviderRefusal silentWhatWasLeft(Duration time) {
    String message = "said nothing within the " + time.toMillis() + " ms that it had";
    return new ProviderRefusal(FailureKind.SILENT, 0, null, message, null);
  }

  /** The request's deadline passed. */
  public static ProviderRefusal late() {
    return new ProviderRefusal(
        FailureKind.CANCELLED, 0, DEADLINE, "the request's deadline passed", null);
  }

  /** Whether it is {@link #late}. */
  public boolean isLate() {
    return code().filter(DEADLINE::equals).isPresent();
  }

  public static ProviderRefusal cancelled(String message) {
    return new ProviderRefusal(FailureKind.CANCELLED, 0, null, message, null);
  }
}
