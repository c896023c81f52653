package ai.karen.provider.control;

import ai.karen.json.entity.Json;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks one provider to embed, and nobody else when it fails: vectors of two models in one index
 * would ruin it silently. Thread-safe, never blocks.
 */
@ApplicationScoped
public class EmbeddingCall {
  private static final String BREAKER_OPEN = "its circuit breaker is open";
  private static final Duration COME_BACK = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Timer timer;

  /** For the container's client proxy. */
  protected EmbeddingCall() {
    this(null);
  }

  @Inject
  public EmbeddingCall(Timer timer) {
    this.timer = timer;
  }

  /**
   * @param cancellation to be used when the caller goes away; the deadline uses it too
   * @return OpenAI's answer; fails with a {@link ProblemException}
   */
  public CompletionStage<JsonObject> embed(
      JsonObject request,
      KnownProvider known,
      String model,
      Deadline deadline,
      Cancellation cancellation) {
    if (!known.profile().isConfigured()) {
      return CompletableFuture.failedFuture(refused(known, known.profile().fault(), COME_BACK));
    }
    if (known.health().isCoolingDown()) {
      Duration wait = known.health().timeToNextAttempt();
      return CompletableFuture.failedFuture(refused(known, "it asked to be left alone", wait));
    }
    JsonObject body = Json.createObjectBuilder(request).add("model", model).build();
    return known
        .health()
        .embeddings()
        .admit()
        .map(right -> admitted(body, known, right, deadline, cancellation))
        .orElseGet(() -> CompletableFuture.failedFuture(notAdmitted(known)));
  }

  private static ProblemException notAdmitted(KnownProvider known) {
    return known.health().isBusy()
        ? refused(known, "it has too much to do", SOON)
        : refused(known, BREAKER_OPEN, known.health().embeddings().timeToTrial());
  }

  private CompletionStage<JsonObject> admitted(
      JsonObject body,
      KnownProvider known,
      Admission right,
      Deadline deadline,
      Cancellation cancellation) {
    Patience patience = known.profile().patience();
    SilenceLimit limit = SilenceLimit.of(deadline.remaining(), patience, patience.answer());
    Timer.Timeout silence =
        timer.schedule(limit.time(), () -> cancellation.cancel(limit.failure()));
    return known
        .provider()
        .embed(body, cancellation)
        .whenComplete((answer, failure) -> silence.cancel())
        .whenComplete((answer, failure) -> known.health().embeddings().ended(right, failure))
        .exceptionally(failure -> fail(known, failure));
  }

  private static JsonObject fail(KnownProvider known, Throwable thrown) {
    if (Failures.isRejectedByGuard(thrown)) {
      throw refused(known, BREAKER_OPEN, COME_BACK);
    }
    ProviderFailure failure = Failures.of(thrown);
    known.health().refusedBesides(failure);
    if (isTheCallers(failure.kind())) {
      throw new ProblemException(ProviderProblems.refused(failure));
    }
    throw refused(known, failure.kind().word(), failure.retryAfter().orElse(COME_BACK));
  }

  private static boolean isTheCallers(FailureKind kind) {
    return switch (kind) {
      case INVALID, TOO_LONG, REJECTED -> true;
      default -> false;
    };
  }

  private static ProblemException refused(KnownProvider known, String reason, Duration wait) {
    String sentence =
        "The provider '%s' can't embed now (%s), and no other model stands in for embeddings"
            .formatted(known.id(), reason);
    return new ProblemException(Problem.unavailable("embeddings_unavailable", sentence, wait));
  }
}
