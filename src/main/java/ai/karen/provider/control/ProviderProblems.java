package ai.karen.provider.control;

import ai.karen.problem.entity.Problem;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import java.time.Duration;
import java.util.List;

/** What a caller is told of a provider's failure. */
public final class ProviderProblems {
  private static final String SHUTTING_DOWN = "shutting_down";

  private ProviderProblems() {}

  /** The provider's refusal is the caller's to mend, in the provider's own words. */
  public static Problem refused(ProviderFailure failure) {
    int status = failure.status() >= 400 && failure.status() < 500 ? failure.status() : 400;
    String code = failure.code().orElseGet(() -> code(failure.kind()));
    return Problem.invalid(status, code, failure.getMessage(), null);
  }

  /** The deadline passed before anybody answered. */
  public static Problem late(String attempts) {
    return new Problem(
        504,
        "server_error",
        "deadline_exceeded",
        "No provider answered before the request's deadline (" + attempts + ")",
        null,
        List.of("Allow more time with the header x-karen-timeout-ms"),
        null,
        false);
  }

  /** The call was taken back: the engine ends, or the deadline passed. */
  static Problem cancelled(ProviderFailure failure, String attempts) {
    return failure.code().filter(SHUTTING_DOWN::equals).isPresent()
        ? Problem.unavailable(
            SHUTTING_DOWN, "The engine shut down before it could answer", Duration.ofSeconds(5))
        : late(attempts);
  }

  /** Nobody in the chain could answer. */
  public static Problem exhausted(String attempts, Duration retryAfter) {
    return Problem.unavailable(
            "providers_exhausted", "No provider could answer (" + attempts + ")", retryAfter)
        .withoutRetry();
  }

  /** Somebody in the chain could have answered, but has as many calls as it may have. */
  public static Problem busy(String attempts) {
    return Problem.unavailable(
        "overloaded",
        "The providers have too much to do (" + attempts + ")",
        Duration.ofSeconds(1));
  }

  /** A stream that could not be completed. */
  public static Problem interrupted(ProviderFailure failure, long delivered) {
    String message =
        "The answer was interrupted after %d pieces and could not be completed: %s"
            .formatted(delivered, failure.getMessage());
    return new Problem(
        502, "server_error", "stream_interrupted", message, null, List.of(), null, false);
  }

  private static String code(FailureKind kind) {
    return switch (kind) {
      case TOO_LONG -> "context_length_exceeded";
      case REJECTED -> "content_filter";
      default -> "invalid_request";
    };
  }
}
