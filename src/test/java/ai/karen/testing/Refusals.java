package ai.karen.testing;

import java.time.Duration;
import java.util.Map;

/** What a scripted provider refuses, in OpenAI's words. */
public final class Refusals {

  private Refusals() {}

  /** Too many requests, for so many whole seconds. */
  public static Behaviour rateLimited(Duration retryAfter) {
    return rateLimited(Map.of("Retry-After", String.valueOf(retryAfter.toSeconds())));
  }

  /** Too many requests, without a word on how long. */
  public static Behaviour rateLimited() {
    return rateLimited(Map.of());
  }

  /**
   * @param headers with {@code Retry-After} in another form, or {@code retry-after-ms}
   */
  public static Behaviour rateLimited(Map<String, String> headers) {
    return Behaviours.error(429, "rate_limit_exceeded", headers);
  }

  public static Behaviour outOfCredit() {
    return Behaviours.error(
        429, "insufficient_quota", "You exceeded your current quota, please check your plan.");
  }

  public static Behaviour contextTooLong() {
    return Behaviours.error(
        400,
        "context_length_exceeded",
        "This model's maximum context length is 8192 tokens. Your messages have 9001.");
  }

  public static Behaviour contentFilter() {
    return Behaviours.error(
        400, "content_filter", "The response was filtered by the content management policy.");
  }

  public static Behaviour prefill() {
    return Behaviours.error(
        400, "invalid_request_error", "The last message must not be the assistant's.");
  }
}
