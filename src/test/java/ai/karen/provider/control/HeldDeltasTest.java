package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.Delta;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldDeltasTest {
  private final AtomicLong requested = new AtomicLong();
  private final HeldDeltas held =
      new HeldDeltas(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              requested.addAndGet(count);
            }

            @Override
            public void cancel() {
              requested.set(-1);
            }
          });

  @Test
  void theBeginningIsHandedOverInOrderAndOnlyAsFarAsItWasAskedFor() {
    hold(3);
    TestingReceiver receiver = TestingReceiver.byHand();
    held.handTo(receiver);
    assertThat(receiver.words()).isEmpty();

    held.request(2);
    assertThat(receiver.words()).containsExactly("0", "1");
    assertThat(held.handedOver().toCompletableFuture()).isNotDone();

    held.request(1);
    assertThat(receiver.words()).containsExactly("0", "1", "2");
    assertThat(held.handedOver().toCompletableFuture()).isCompleted();
    assertThat(requested).hasValue(0);
  }

  @Test
  void onlyDemandBeyondTheBeginningReachesTheProvider() {
    hold(2);
    held.handTo(TestingReceiver.byHand());

    held.request(5);

    assertThat(requested).hasValue(3);
  }

  @Test
  void demandWithoutLimitDoesNotOverflow() {
    hold(3);
    TestingReceiver receiver = TestingReceiver.byHand();
    held.handTo(
        new DeltaReceiver() {
          @Override
          public void onStart(Flow.Subscription demand) {
            demand.request(Long.MAX_VALUE);
          }

          @Override
          public void onDelta(Delta delta) {
            receiver.onDelta(delta);
            held.request(Long.MAX_VALUE);
          }
        });

    assertThat(receiver.words()).containsExactly("0", "1", "2");
    assertThat(requested).hasPositiveValue();
  }

  @Test
  void whoeverCancelsHasNothingHandedOverAnyMore() {
    hold(2);
    held.handTo(TestingReceiver.byHand());

    held.cancel();

    assertThat(requested).hasValue(-1);
    assertThat(held.handedOver().toCompletableFuture()).isCompleted();
  }

  @Test
  void concurrentDemandHandsOverEachPieceOnceAndInOrder() throws InterruptedException {
    int pieces = 1_000;
    hold(pieces);
    ConcurrentLinkedQueue<String> words = new ConcurrentLinkedQueue<>();
    held.handTo(
        new DeltaReceiver() {
          @Override
          public void onStart(Flow.Subscription demand) {
            // The threads below ask.
          }

          @Override
          public void onDelta(Delta delta) {
            words.add(Deltas.words(delta));
          }
        });
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    for (int thread = 0; thread < threads; thread++) {
      executor.execute(() -> askManyTimes(start, 2 * pieces / threads));
    }
    start.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

    List<String> expected = IntStream.range(0, pieces).mapToObj(String::valueOf).toList();
    assertThat(words).containsExactlyElementsOf(expected);
    assertThat(requested).hasValue(pieces);
  }

  private void askManyTimes(CountDownLatch start, int times) {
    try {
      start.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    for (int time = 0; time < times; time++) {
      held.request(1);
    }
  }

  private void hold(int pieces) {
    for (int piece = 0; piece < pieces; piece++) {
      held.add(Deltas.token(String.valueOf(piece)));
    }
  }
}
