package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.chat.control.Departures;
import ai.karen.door.control.TestingAnswerThreads;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.TestingTimer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamedCompletionTest {
  private static final Duration TICK = Duration.ofMillis(1);

  private final TestingTimer timer = new TestingTimer();
  private final TestingExchange exchange = new TestingExchange();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private Runnable departure = () -> {};
  private boolean watching = true;
  private DeltaReceiver receiver;
  private Client client;

  @BeforeEach
  void ask() {
    Departures departures =
        (connection, onGone) -> {
          departure = onGone;
          return () -> watching = false;
        };
    client = Client.of(exchange.request(), departures);
    new StreamedCompletion(
            exchange.request(),
            exchange.response(),
            client,
            Deadline.after(Duration.ofMinutes(2), timer),
            timer,
            new TestingAnswerThreads())
        .answer(reply);
  }

  @Test
  void r5_headersWaitForTheFirstToken() {
    timer.advance(StreamedCompletion.LONGEST_WAIT.minus(TICK));
    assertThat(exchange.isCommitted()).isFalse();

    begin();

    assertThat(exchange.isCommitted()).isTrue();
    assertThat(exchange.header("x-karen-provider")).isEqualTo("vendor");
  }

  @Test
  void r5_justBeforeFifteenSecondsAFailureIsStillAPlainAnswer() {
    timer.advance(StreamedCompletion.LONGEST_WAIT.minus(TICK));

    reply.completeExceptionally(failure());

    assertThat(exchange.resumedWith()).isInstanceOf(ProblemException.class);
    assertThat(exchange.isCommitted()).isFalse();
  }

  @Test
  void r5_fromFifteenSecondsOnAFailureIsAnErrorEvent() {
    timer.advance(StreamedCompletion.LONGEST_WAIT);
    assertThat(exchange.isCommitted()).isTrue();
    assertThat(exchange.header("x-karen-provider")).isNull();

    reply.completeExceptionally(failure());

    assertThat(exchange.resumedWith()).isNull();
    assertThat(exchange.written()).startsWith("data: {\"error\"").doesNotContain("[DONE]");
    assertThat(exchange.isComplete()).isTrue();
  }

  @Test
  void r7_silenceIsFilledWithComments() {
    timer.advance(StreamedCompletion.LONGEST_WAIT);
    timer.advance(EventStream.KEEP_ALIVE.minus(TICK));
    assertThat(exchange.written()).isEmpty();

    timer.advance(TICK.plus(EventStream.KEEP_ALIVE));

    assertThat(exchange.written()).isEqualTo(": keep-alive\n\n: keep-alive\n\n");
  }

  @Test
  void r6_aClientThatLeavesBeforeTheHeadersIsAnsweredAtOnceAndItsQuestionCancelled() {
    departure.run();

    assertThat(client.cancellation().isCancelled()).isTrue();
    assertThat(((ProblemException) exchange.resumedWith()).problem().status()).isEqualTo(499);
    reply.completeExceptionally(failure());
    assertThat(exchange.isCommitted()).isFalse();
  }

  @Test
  void r6_aClientThatLeavesAStreamIsWrittenNothingMore() {
    begin();
    say("one");

    departure.run();
    say("two");
    end.completeExceptionally(ProviderRefusal.cancelled("gone"));

    assertThat(client.cancellation().isCancelled()).isTrue();
    assertThat(exchange.written()).contains("one").doesNotContain("two", "error");
    assertThat(exchange.completions()).isEqualTo(1);
    assertThat(watching).isFalse();
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void r8_aClientThatDoesNotReadHoldsNothingBeyondTheDeadline() {
    begin();
    timer.advance(Duration.ofMinutes(2).plus(StreamedCompletion.LAST_WORDS).minus(TICK));
    assertThat(exchange.isComplete()).isFalse();

    timer.advance(TICK);

    assertThat(exchange.completions()).isEqualTo(1);
    assertThat(client.cancellation().isCancelled()).isTrue();
  }

  @Test
  void r8_whoWritesToAClientThatDoesNotReadIsTheOnlyOneWhoWaits() {
    begin();
    exchange.beforeWriting(
        () -> {
          // In the midst of the write, as other threads would do it.
          departure.run();
          say("two");
          timer.advance(EventStream.KEEP_ALIVE.multipliedBy(3));
          assertThat(exchange.isComplete()).isFalse();
        });

    say("one");

    assertThat(exchange.written()).contains("one").doesNotContain("two", "keep-alive");
    assertThat(exchange.completions()).isEqualTo(1);
  }

  @Test
  void r4_aWholeAnswerEndsWithDone() {
    begin();
    say("one");

    end.complete(null);

    assertThat(exchange.written()).endsWith("data: [DONE]\n\n");
    assertThat(exchange.completions()).isEqualTo(1);
    assertThat(timer.waiting()).isZero();
  }

  @Test
  void r9_piecesThatComeTogetherAreWrittenTogether() {
    begin();
    int before = exchange.writes();
    receiver.onDelta(delta("one"));
    receiver.onDelta(delta("two"));
    assertThat(exchange.writes()).isEqualTo(before);

    receiver.onLull();

    assertThat(exchange.writes()).isEqualTo(before + 1);
    assertThat(exchange.written()).contains("one", "two");
  }

  @Test
  void r9_noMoreIsAskedForWhileMuchWaitsButWhatWaitsIsWritten() {
    begin();
    int before = exchange.writes();

    receiver.onDelta(delta("x".repeat(EventStream.MOST_WAITING / 2)));
    assertThat(exchange.writes()).isEqualTo(before);
    receiver.onDelta(delta("x".repeat(EventStream.MOST_WAITING / 2)));

    assertThat(exchange.writes()).isEqualTo(before + 1);
  }

  /** One piece, and none right behind it. */
  private void say(String content) {
    receiver.onDelta(delta(content));
    receiver.onLull();
  }

  private void begin() {
    reply.complete(new TestingReply());
  }

  private static ProblemException failure() {
    return new ProblemException(Problem.unavailable("providers_exhausted", "Nobody", null));
  }

  private static Delta delta(String content) {
    return Delta.of(
        Json.createObjectBuilder()
            .add(
                "choices",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("delta", Json.createObjectBuilder().add("content", content))))
            .build());
  }

  private final class TestingReply implements Reply {
    @Override
    public String provider() {
      return "vendor";
    }

    @Override
    public String model() {
      return "model";
    }

    @Override
    public int attempts() {
      return 1;
    }

    @Override
    public boolean isDegraded() {
      return false;
    }

    @Override
    public boolean isSubstituted() {
      return false;
    }

    @Override
    public JsonObject provenance() {
      return JsonObject.EMPTY_JSON_OBJECT;
    }

    @Override
    public CompletionStage<Void> deliver(DeltaReceiver newReceiver) {
      receiver = newReceiver;
      newReceiver.onStart(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              // The test gives what it likes.
            }

            @Override
            public void cancel() {
              // Nothing to cancel.
            }
          });
      return end;
    }
  }
}
