package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.TestingTimer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;

class EmbeddingCallTest {
  private final TestingTimer timer = new TestingTimer();
  private final TestingProvider provider = new TestingProvider("vendor");
  private final Cancellation cancellation = new Cancellation();
  private ProviderHealth health;

  @Test
  void theProvidersAnswerIsPassedOn() {
    CompletableFuture<JsonObject> answer = embed(provider);

    provider.embeddings.get(0).complete(Deltas.json("{'data':[1]}"));

    assertThat(answer.join()).isEqualTo(Deltas.json("{'data':[1]}"));
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void anOutageIsUnavailableAndNoOtherModelStandsIn() {
    CompletableFuture<JsonObject> answer = embed(provider);

    provider.embeddings.get(0).completeExceptionally(ProviderOutage.unreachable("reset"));

    assertThat(problem(answer).status()).isEqualTo(503);
    assertThat(problem(answer).code()).isEqualTo("embeddings_unavailable");
    assertThat(problem(answer).message()).contains("vendor", "transient");
  }

  @Test
  void anOpenBreakerIsUnavailable() {
    CompletableFuture<JsonObject> answer = embed(provider);

    provider.embeddings.get(0).completeExceptionally(new CircuitBreakerOpenException("open"));

    assertThat(problem(answer).message()).contains("circuit breaker is open");
  }

  @Test
  void aRefusedInputIsTheCallersInTheProvidersWords() {
    CompletableFuture<JsonObject> answer = embed(provider);

    provider
        .embeddings
        .get(0)
        .completeExceptionally(
            new ProviderRefusal(FailureKind.INVALID, 422, "bad", "too many inputs", null));

    assertThat(problem(answer).status()).isEqualTo(422);
    assertThat(problem(answer).message()).isEqualTo("too many inputs");
  }

  @Test
  void aRefusedKeyIsNeverThe401OfTheCaller() {
    CompletableFuture<JsonObject> answer = embed(provider);

    provider
        .embeddings
        .get(0)
        .completeExceptionally(
            new ProviderRefusal(FailureKind.MISCONFIGURED, 401, null, "bad key", null));

    assertThat(problem(answer).status()).isEqualTo(503);
    assertThat(problem(answer).message()).doesNotContain("bad key");
  }

  @Test
  void theDeadlineEndsTheCall() {
    CompletableFuture<JsonObject> answer = embed(provider);

    timer.advance(Duration.ofSeconds(5));

    assertThat(provider.embeddings.get(0)).isCompletedExceptionally();
    assertThat(problem(answer).message()).contains("silent");
  }

  @Test
  void aCallerThatLeavesEndsTheCallAndSaysNothingAgainstTheProvider() {
    CompletableFuture<JsonObject> answer = embed(provider);

    cancellation.cancel(ProviderRefusal.cancelled("gone"));

    assertThat(provider.embeddings.get(0)).isCompletedExceptionally();
    assertThat(problem(answer).message()).contains("cancelled");
    assertThat(health.status().lastError()).isNull();
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void whileItsBreakerIsOpenNobodyIsAskedAndTheTimeIsTold() {
    int volume = provider.profile().breaker().volume();
    KnownProvider known = known(provider);
    for (int failed = 0; failed < volume; failed++) {
      embed(known);
      provider.embeddings.get(failed).completeExceptionally(ProviderOutage.unreachable("gone"));
    }
    assertThat(health.embeddingState()).isEqualTo(BreakerState.OPEN);
    assertThat(health.isAvailable()).as("its chat is another matter").isTrue();

    Problem problem = problem(embed(known));

    assertThat(provider.embeddings).hasSize(volume);
    assertThat(problem.message()).contains("circuit breaker");
    assertThat(problem.retryAfter()).isEqualTo(provider.profile().breaker().delay());
    assertThat(health.inFlight()).isZero();
  }

  @Test
  void whoIsNotConfiguredIsNotAsked() {
    CompletableFuture<JsonObject> answer = embed(provider.unconfigured());

    assertThat(provider.embeddings).isEmpty();
    assertThat(problem(answer).message()).contains("no key");
  }

  private CompletableFuture<JsonObject> embed(TestingProvider asked) {
    return embed(known(asked));
  }

  private KnownProvider known(TestingProvider asked) {
    health = new ProviderHealth(asked.profile(), timer, TestingClocks.STANDING);
    return new KnownProvider(asked, health);
  }

  private CompletableFuture<JsonObject> embed(KnownProvider known) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(5), timer);
    return new EmbeddingCall(timer)
        .embed(Deltas.json("{'input':'x'}"), known, "model", deadline, cancellation)
        .toCompletableFuture();
  }

  private static Problem problem(CompletableFuture<JsonObject> answer) {
    try {
      throw new AssertionError(answer.join());
    } catch (CompletionException failed) {
      return ((ProblemException) failed.getCause()).problem();
    }
  }
}
