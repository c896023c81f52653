package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
  private static final String HELLO = "{'choices':[{'index':0,'delta':{'content':'Hello'}}]}";
  private static final String ROLE = "{'choices':[{'index':0,'delta':{'role':'assistant'}}]}";
  private static final String STOP = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}";

  private final List<Delta> deltas = new ArrayList<>();
  private long requested;
  private int malformed;
  private boolean cancelled;
  private final ChatStream stream =
      new ChatStream(
          new DeltaReceiver() {
            @Override
            public void onStart(Flow.Subscription demand) {
              // The test sends whatever it likes.
            }

            @Override
            public void onDelta(Delta delta) {
              deltas.add(delta);
            }

            @Override
            public void onMalformed() {
              malformed++;
            }
          },
          new VendorErrors(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), null));

  @BeforeEach
  void open() {
    stream.onStart(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            requested += count;
          }

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
  }

  @Test
  void anAnswerIsWholeWithItsDone() {
    events(HELLO, STOP, "[DONE]");

    assertThat(end()).isCompleted();
    assertThat(deltas).hasSize(2);
  }

  @Test
  void anAnswerWithItsFinishReasonIsWholeWithoutDone() {
    events(HELLO, STOP);
    assertThat(end()).isNotDone();

    stream.onEnd();

    assertThat(end()).isCompleted();
  }

  @Test
  void anEmptyFinishReasonIsNone() {
    events("{'choices':[{'index':0,'delta':{'content':'Hel'},'finish_reason':''}]}");

    stream.onEnd();

    assertThat(failure().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
  }

  @Test
  void aStreamThatIsClosedMidAnswerIsBroken() {
    events(HELLO);

    stream.onEnd();

    assertThat(failure().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
  }

  @Test
  void aStreamThatIsClosedBeforeItsFirstTokenIsTransient() {
    events(ROLE);

    stream.onEnd();

    assertThat(failure().kind()).isEqualTo(FailureKind.TRANSIENT);
  }

  @Test
  void withSeveralChoicesTheFirstOnesEndIsNotTheStreams() {
    events(HELLO, "{'choices':[{'index':1,'delta':{'content':'Hi'}}]}", STOP);

    stream.onEnd();

    assertThat(failure().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
  }

  @Test
  void doneWithoutAnAnswerIsTransient() {
    events("[DONE]");

    assertThat(failure().kind()).isEqualTo(FailureKind.TRANSIENT);
  }

  @Test
  void anErrorBeforeTheFirstTokenMeansWhatItSays() {
    events(ROLE, "{'error':{'message':'slow down','code':'rate_limit_exceeded'}}");

    assertThat(failure().kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(cancelled).isTrue();
  }

  @Test
  void anErrorMidAnswerBreaksTheStream() {
    events(HELLO, "{'error':{'message':'overloaded'}}");

    assertThat(failure().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
  }

  @Test
  void aMalformedEventIsSkippedAndCountedAndAnotherAskedFor() {
    events(HELLO, "{'choices':[{'index':0,'de", STOP, "[DONE]");

    assertThat(end()).isCompleted();
    assertThat(deltas).hasSize(2);
    assertThat(malformed).isEqualTo(1);
    assertThat(requested).isGreaterThanOrEqualTo(1);
  }

  @Test
  void eventsNestedTooDeepAreMalformed() {
    events(HELLO, "{'choices':" + "[".repeat(5_000) + "]".repeat(5_000) + "}");

    assertThat(end()).isNotDone();
    assertThat(deltas).hasSize(1);
  }

  @Test
  void tenMalformedEventsAreBorneAndOneMoreIsNot() {
    for (int event = 0; event < ChatStream.MOST_MALFORMED; event++) {
      events("oops");
    }
    assertThat(end()).isNotDone();

    events("oops");

    assertThat(failure().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
    assertThat(cancelled).isTrue();
  }

  @Test
  void whatComesAfterTheEndIsReadAndDropped() {
    events(HELLO, "[DONE]", HELLO);

    assertThat(deltas).hasSize(1);
    assertThat(end()).isCompleted();
  }

  @Test
  void aPieceIsPassedOnAsItCame() {
    events("{ 'choices' : [] }");

    assertThat(deltas.get(0).line()).isEqualTo("{ \"choices\" : [] }");
  }

  private void events(String... events) {
    for (String event : events) {
      stream.onEvent("message", event.replace('\'', '"'));
    }
  }

  private CompletableFuture<Void> end() {
    return stream.end().toCompletableFuture();
  }

  private ProviderFailure failure() {
    assertThat(end()).isDone();
    try {
      throw new AssertionError("whole: " + end().join());
    } catch (CompletionException failed) {
      return (ProviderFailure) failed.getCause();
    }
  }
}
