package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.entity.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the journal gets into a database that is slow with some of it, and refuses some. */
class ReplayTest {
  private final TestingJournal journal = new TestingJournal();
  private final TestingDestination destination = new TestingDestination();
  private final Replay replay = new Replay(journal, destination, new ReplayLog(Clock.systemUTC()));
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @Test
  void aBatchThatTakesTooLongIsSplit() {
    for (int number = 0; number < 10; number++) {
      append(UUID.randomUUID(), "change", "" + number);
    }
    destination.beLateFor(operations -> operations.size() > 3);

    replay.run();

    assertThat(destination.brought)
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(journal.aggregates()).isEmpty();
  }

  @Test
  void oneThatAlwaysTakesTooLongHoldsUpItsOwnAggregateAlone() {
    append(one, "change", "slow");
    append(one, "change", "behind");
    append(other, "change", "beside");
    destination.beLateFor(each -> each.stream().anyMatch(op -> op.payload().equals("slow")));

    replay.run();

    assertThat(destination.brought).containsExactly("beside");
    assertThat(journal.parked(0, 9_999)).isEmpty();

    destination.beLateFor(each -> false);
    replay.run();

    assertThat(destination.brought).containsExactly("beside", "slow", "behind");
  }

  @Test
  void whatIsRefusedIsParkedWithWhatStandsBehindIt() {
    append(one, "change", "poison");
    append(one, "change", "behind");
    append(other, "change", "beside");
    destination.refuse(operation -> operation.payload().equals("poison"));

    replay.run();

    assertThat(destination.brought).containsExactly("beside");
    assertThat(journal.blocked()).containsExactly(one);
  }

  @Test
  void whatCanNotBeAppliedIsLetGoOfOnceItWasEndedElsewhere() {
    append(one, "change", "poison");
    append(one, "change", "behind");
    append(other, "change", "poison");
    destination.refuse(operation -> operation.payload().equals("poison"));
    replay.run();
    replay.run();
    assertThat(destination.lookedAt).as("one a run").containsExactlyInAnyOrder(one, other);

    destination.endElsewhere(one);
    replay.run();
    replay.run();

    assertThat(destination.superseded).containsExactly("poison", "behind");
    assertThat(journal.aggregates()).containsExactly(other);
    assertThat(journal.blocked()).containsExactly(other);
  }

  @Test
  void whatCollidesIsNotParked() {
    append(one, "change", "first");
    append(other, "change", "second");
    destination.collideOnce("first");

    replay.run();

    assertThat(destination.brought).containsExactly("first", "second");
    assertThat(journal.blocked()).isEmpty();
  }

  @Test
  void noMoreThanAFewMegabytesAreBroughtAtOnce() {
    String megabyte = "x".repeat(1 << 20);
    for (int number = 0; number < 10; number++) {
      append(UUID.randomUUID(), "change", megabyte);
    }

    replay.run();

    assertThat(destination.sizes).containsExactly(4, 4, 2);
  }

  @Test
  void anEndPassesWhatIsParked() {
    append(one, "change", "poison");
    destination.refuse(operation -> operation.payload().equals("poison"));
    replay.run();
    append(one, "change", "behind");
    append(one, "end", "end");
    append(one, "change", "after");

    replay.run();

    assertThat(destination.brought).containsExactly("end");
    assertThat(destination.superseded).containsExactly("poison", "behind");
    replay.run();
    assertThat(destination.brought).containsExactly("end", "after");
    assertThat(journal.aggregates()).isEmpty();
  }

  private void append(UUID aggregate, String type, String payload) {
    journal.append(
        new Operation(UUID.randomUUID(), aggregate, type, 1, Instant.EPOCH, payload, ""));
  }
}
