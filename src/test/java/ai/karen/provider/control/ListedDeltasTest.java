package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.Delta;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ListedDeltasTest {
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final List<Delta> pieces = List.of(Deltas.token("one"), Deltas.token("two"));

  @Test
  void piecesComeAsTheyAreAskedForAndTheEndAfterTheLast() {
    TestingReceiver receiver = TestingReceiver.byHand();
    new ListedDeltas(pieces, receiver, end).start();

    receiver.demand.request(1);
    assertThat(receiver.words()).containsExactly("one");
    assertThat(end).isNotDone();

    receiver.demand.request(1);
    assertThat(receiver.words()).containsExactly("one", "two");
    assertThat(end).isCompleted();
  }

  @Test
  void aReceiverThatAsksWhileItTakesGetsEachPieceOnce() {
    TestingReceiver receiver = TestingReceiver.eager();

    new ListedDeltas(pieces, receiver, end).start();

    assertThat(receiver.words()).containsExactly("one", "two");
    assertThat(end).isCompleted();
  }

  @Test
  void afterACancellationNothingComesAndNothingCountsAsWhole() {
    TestingReceiver receiver = TestingReceiver.byHand();
    new ListedDeltas(pieces, receiver, end).start();
    receiver.demand.request(1);

    receiver.demand.cancel();
    receiver.demand.request(1);

    assertThat(receiver.words()).containsExactly("one");
    assertThat(end).isNotDone();
  }

  @Test
  void afterTheEndWasFailedNothingComes() {
    TestingReceiver receiver = TestingReceiver.byHand();
    new ListedDeltas(pieces, receiver, end).start();

    end.completeExceptionally(new IllegalStateException("taken back"));
    receiver.demand.request(2);

    assertThat(receiver.words()).isEmpty();
  }

  @Test
  void demandWithoutLimitDoesNotOverflow() {
    TestingReceiver receiver = TestingReceiver.byHand();
    ListedDeltas listed = new ListedDeltas(pieces, receiver, end);
    listed.start();

    listed.request(Long.MAX_VALUE);
    listed.request(Long.MAX_VALUE);

    assertThat(end).isCompleted();
  }
}
