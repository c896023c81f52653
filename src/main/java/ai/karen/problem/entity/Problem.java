package ai.karen.problem.entity;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One refusal or failure, as a caller may see it. Immutable.
 *
 * @param status HTTP status, 400 to 599
 * @param type OpenAI's family of errors, such as {@code invalid_request_error}
 * @param code stable word for programs, such as {@code model_not_found}
 * @param message a sentence for a person, saying what to change
 * @param param the request's field at fault; null when there is none
 * @param nextSteps what the caller can do; may be empty
 * @param retryAfter when to come back; null when that would not help
 * @param retryable whether the caller's own library should repeat the call by itself
 * @param members what programs are told besides, by the names that it has in the body; may be empty
 */
public record Problem(
    int status,
    String type,
    String code,
    String message,
    String param,
    List<String> nextSteps,
    Duration retryAfter,
    boolean retryable,
    JsonObject members) {

  public Problem {
    Objects.requireNonNull(type);
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    nextSteps = List.copyOf(nextSteps);
  }

  /** One that tells programs nothing besides. */
  public Problem(
      int status,
      String type,
      String code,
      String message,
      String param,
      List<String> nextSteps,
      Duration retryAfter,
      boolean retryable) {
    this(
        status,
        type,
        code,
        message,
        param,
        nextSteps,
        retryAfter,
        retryable,
        JsonValue.EMPTY_JSON_OBJECT);
  }

  /** The caller's request must change. */
  public static Problem invalid(int status, String code, String message, String param) {
    return new Problem(
        status, "invalid_request_error", code, message, param, List.of(), null, false);
  }

  /** The engine can't do it now; the caller may come back. */
  public static Problem unavailable(String code, String message, Duration retryAfter) {
    return new Problem(503, "server_error", code, message, null, List.of(), retryAfter, true);
  }

  /** The caller asks too often, or for too much at once. */
  public static Problem tooMany(String message, Duration retryAfter, String nextStep) {
    return new Problem(
        429,
        "requests",
        "rate_limit_exceeded",
        message,
        null,
        List.of(nextStep),
        retryAfter,
        false);
  }

  public Problem withNextSteps(String... steps) {
    return new Problem(
        status, type, code, message, param, List.of(steps), retryAfter, retryable, members);
  }

  public Problem withMembers(JsonObject newMembers) {
    return new Problem(
        status, type, code, message, param, nextSteps, retryAfter, retryable, newMembers);
  }

  /** The same, but the caller's library is told not to hammer. */
  public Problem withoutRetry() {
    return new Problem(status, type, code, message, param, nextSteps, retryAfter, false, members);
  }
}
