package ai.karen.provider.entity;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider that gave no answer, or not all of one. Two families, because the circuit breaker
 * tells failures apart by class: {@link ProviderOutage} counts against the provider, {@link
 * ProviderRefusal} does not. Carries no stack trace: on a bad day there are thousands of them.
 */
public abstract sealed class ProviderFailure extends RuntimeException
    permits ProviderOutage, ProviderRefusal {
  private final FailureKind kind;
  private final int status;
  private final String code;
  private final Duration retryAfter;

  /**
   * @param status the HTTP status, or 0 when there was none
   * @param code the provider's own error code, or null
   * @param message the provider's own words or a sentence of ours; never a key, never a message
   *     text
   * @param retryAfter when the provider asked to be left alone for a while, else null
   */
  ProviderFailure(FailureKind kind, int status, String code, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.kind = Objects.requireNonNull(kind);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * The same after some of the answer: whatever was said, the stream is broken; but what a content
   * filter refuses stays refused.
   */
  public ProviderFailure midAnswer() {
    return kind == FailureKind.REJECTED ? this : ProviderOutage.brokenStream(getMessage());
  }

  /** Whether the call was ended before it could tell anything of how the provider is. */
  public boolean isNoEvidence() {
    return kind == FailureKind.CANCELLED
        || kind == FailureKind.SILENT && this instanceof ProviderRefusal;
  }

  public FailureKind kind() {
    return kind;
  }

  public int status() {
    return status;
  }

  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
