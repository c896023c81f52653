package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.Secret;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells what a provider's failure means, by the design's table. Its messages are the vendor's own
 * words on one line, without keys. Immutable, thread-safe.
 */
public final class VendorErrors {
  private static final int OK = 200;
  private static final int FIRST_ERROR = 300;

  private final RetryAfter retryAfter;
  private final Redaction redaction;

  /**
   * For one provider.
   *
   * @param key the provider's key, which no message may repeat; null when it has none
   */
  public VendorErrors(Clock clock, Secret key) {
    this.retryAfter = new RetryAfter(clock);
    this.redaction = new Redaction(key);
  }

  /**
   * What a response means that is no answer: any status but 200, and a 200 whose body is an error,
   * a page, cut off or without a choice.
   */
  public ProviderFailure of(ExchangeResponse response) {
    return response.status() < FIRST_ERROR ? ofNoAnswer(response) : ofError(response);
  }

  /**
   * What an event of a stream, or an answer, means that may hold an error instead of a piece.
   *
   * @return empty when it holds none
   */
  public Optional<ProviderFailure> inside(JsonObject event) {
    return error(OK, event);
  }

  private ProviderFailure ofError(ExchangeResponse response) {
    Complaint complaint = ComplaintReader.read(response.body());
    String words = Sentences.of(response, complaint);
    Optional<Duration> wait = retryAfter.of(response).or(complaint::retryDelay);
    return failure(response.status(), complaint, words, wait);
  }

  /** The body itself is never quoted: it may hold what was said. */
  private ProviderFailure ofNoAnswer(ExchangeResponse response) {
    return ComplaintReader.json(response.body())
        .flatMap(body -> error(response.status(), body))
        .orElseGet(
            () ->
                new ProviderOutage(
                    FailureKind.TRANSIENT, response.status(), Sentences.noAnswer(response)));
  }

  private Optional<ProviderFailure> error(int status, JsonValue body) {
    return ComplaintReader.isError(body)
        ? Optional.of(inside(status, ComplaintReader.read(body)))
        : Optional.empty();
  }

  private ProviderFailure inside(int status, Complaint complaint) {
    int meant = complaint.status().orElseGet(() -> labelled(complaint, status));
    return failure(meant, complaint, Sentences.of(meant, complaint), complaint.retryDelay());
  }

  private static int labelled(Complaint complaint, int otherwise) {
    return complaint.labels().stream()
        .map(Wordings.STATUSES::get)
        .filter(status -> status != null)
        .findFirst()
        .orElse(otherwise);
  }

  private ProviderFailure failure(
      int status, Complaint complaint, String words, Optional<Duration> wait) {
    FailureKind kind = Meaning.of(status, complaint);
    String message = redaction.clean(words);
    if (kind == FailureKind.TRANSIENT) {
      return new ProviderOutage(kind, status, message);
    }
    Duration pause = kind == FailureKind.RATE_LIMITED ? wait.orElse(null) : null;
    return new ProviderRefusal(kind, status, code(complaint), message, pause);
  }

  private String code(Complaint complaint) {
    return complaint.code() == null ? null : redaction.clean(complaint.code());
  }
}
