package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private final Queue<Runnable> carriers = new ArrayDeque<>();
  private final TestingBody body = new TestingBody();
  private final ReadAhead<String> ahead = new ReadAhead<>(body, carriers::add);
  private long requested;
  private boolean cancelled;

  @Test
  void nothingRunsOnTheThreadThatBringsTheBytes() {
    subscribe();
    ahead.onNext(bytes(10));
    assertThat(body.signals).isEmpty();

    carry();

    assertThat(body.signals).containsExactly("subscribed");
  }

  @Test
  void theNextBytesAreAskedForAtOnceWhateverIsWanted() {
    subscribe();
    ahead.onNext(bytes(10));
    ahead.onNext(bytes(10));
    assertThat(requested).isEqualTo(3);
  }

  @Test
  void behindTheLimitThePeerWaitsUntilSomethingWasTaken() {
    subscribe();
    ahead.onNext(bytes(ReadAhead.MOST_WAITING));
    assertThat(requested).isEqualTo(1);
    carry();

    body.demand.request(1);
    carry();

    assertThat(body.signals).containsExactly("subscribed", ReadAhead.MOST_WAITING + " bytes");
    assertThat(requested).isEqualTo(2);
  }

  @Test
  void theBodyGetsWhatItWantsInOrderAndItsEndAfterAllBytes() {
    subscribe();
    ahead.onNext(bytes(1));
    ahead.onNext(bytes(2));
    ahead.onComplete();
    carry();
    assertThat(body.signals).containsExactly("subscribed");

    body.demand.request(1);
    carry();
    assertThat(body.signals).containsExactly("subscribed", "1 bytes");

    body.demand.request(5);
    carry();
    assertThat(body.signals).containsExactly("subscribed", "1 bytes", "2 bytes", "end");
  }

  @Test
  void anEmptyBodyEndsUnasked() {
    subscribe();
    ahead.onComplete();
    carry();
    assertThat(body.signals).containsExactly("subscribed", "end");
  }

  @Test
  void whatBreaksIsToldAfterTheBytesThatCame() {
    subscribe();
    ahead.onNext(bytes(1));
    ahead.onError(new IllegalStateException("reset"));
    carry();
    body.demand.request(2);
    carry();
    assertThat(body.signals).containsExactly("subscribed", "1 bytes", "reset");
  }

  @Test
  void aBodyThatIsNotWantedAnyMoreIsCancelled() {
    subscribe();
    carry();
    body.demand.cancel();
    assertThat(cancelled).isTrue();
  }

  private void subscribe() {
    ahead.onSubscribe(
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

  private void carry() {
    while (!carriers.isEmpty()) {
      carriers.remove().run();
    }
  }

  private static List<ByteBuffer> bytes(int many) {
    return List.of(ByteBuffer.allocate(many));
  }

  private static final class TestingBody implements BodySubscriber<String> {
    private final List<String> signals = new ArrayList<>();
    private Flow.Subscription demand;

    @Override
    public CompletionStage<String> getBody() {
      return new CompletableFuture<>();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      demand = subscription;
      signals.add("subscribed");
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      signals.add(buffers.get(0).remaining() + " bytes");
    }

    @Override
    public void onError(Throwable broken) {
      signals.add(broken.getMessage());
    }

    @Override
    public void onComplete() {
      signals.add("end");
    }
  }
}
