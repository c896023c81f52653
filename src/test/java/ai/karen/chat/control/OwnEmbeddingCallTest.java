package ai.karen.chat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.language.control.LocalEmbeddings;
import ai.karen.language.control.TestingEmbedder;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.TestingTimer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class OwnEmbeddingCallTest {
  private static final Duration TIME = Duration.ofSeconds(5);

  private final TestingTimer timer = new TestingTimer();
  private final TestingEmbedder embedder = new TestingEmbedder();
  private final Cancellation cancellation = new Cancellation();
  private final Queue<Runnable> line = new ArrayDeque<>();

  @Test
  void theAnswerComesFromTheLine() {
    CompletableFuture<JsonObject> answer = embed(2);
    assertThat(answer).isNotDone();

    line.remove().run();

    assertThat(answer.join().getJsonArray("data")).hasSize(2);
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void theDeadlineEndsTheWaitInTheLineAndTheWorkIsNotBegun() {
    CompletableFuture<JsonObject> answer = embed(2);

    timer.advance(TIME.minusMillis(1));
    assertThat(answer).isNotDone();
    timer.advance(Duration.ofMillis(1));

    assertThat(failure(answer).problem().status()).isEqualTo(504);
    line.remove().run();
    assertThat(embedder.embedded()).isZero();
  }

  @Test
  void theDeadlineEndsWorkThatHasBegun() {
    CompletableFuture<JsonObject> answer = embed(10);
    embedder.afterText(3, () -> timer.advance(TIME));

    line.remove().run();

    assertThat(embedder.embedded()).isEqualTo(3);
    assertThat(failure(answer).problem().code()).isEqualTo("deadline_exceeded");
  }

  @Test
  void aCallerThatLeavesEndsTheWork() {
    CompletableFuture<JsonObject> answer = embed(10);
    embedder.afterText(3, () -> cancellation.cancel(ProviderRefusal.cancelled("gone")));

    line.remove().run();

    assertThat(embedder.embedded()).isEqualTo(3);
    assertThat(answer).isCompletedExceptionally();
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void whatIsWrongWithTheRequestIsSaidWithoutWaiting() {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> embed(0).join());

    assertThat(refused.problem().status()).isEqualTo(400);
    assertThat(line).isEmpty();
  }

  @Test
  void aFullLineIsToldAtOnce() {
    OwnEmbeddingCall busy =
        new OwnEmbeddingCall(
            new LocalEmbeddings(embedder),
            work -> {
              throw new RejectedExecutionException();
            },
            timer);

    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> busy.embed(request(1), Deadline.after(TIME, timer), cancellation));

    assertThat(refused.problem().code()).isEqualTo("overloaded");
    assertThat(timer.waiting()).isZero();
  }

  private CompletableFuture<JsonObject> embed(int texts) {
    return new OwnEmbeddingCall(new LocalEmbeddings(embedder), line::add, timer)
        .embed(request(texts), Deadline.after(TIME, timer), cancellation)
        .toCompletableFuture();
  }

  private static JsonObject request(int texts) {
    JsonArrayBuilder input = Json.createArrayBuilder();
    for (int text = 0; text < texts; text++) {
      input.add("text " + text);
    }
    return Json.createObjectBuilder().add("input", input).build();
  }

  private static ProblemException failure(CompletableFuture<JsonObject> answer) {
    try {
      throw new AssertionError(answer.join());
    } catch (CompletionException failed) {
      return (ProblemException) failed.getCause();
    }
  }
}
