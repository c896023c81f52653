package ai.karen.provider.entity;

import java.time.Duration;

/** A failure of a provider that is well: it refuses this request, or was told to stop. */
public final class ProviderRefusal extends ProviderFailure {

  public ProviderRefusal(
      FailureKind kind, int status, String code, String message, Duration retryAfter) {
    super(kind, status, code, message, retryAfter);
  }

  public static ProviderRefusal misconfigured(String message) {
    return new ProviderRefusal(FailureKind.MISCONFIGURED, 0, null, message, null);
  }

  public static ProviderRefusal cancelled(String message) {
    return new ProviderRefusal(FailureKind.CANCELLED, 0, null, message, null);
  }
}
