package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.control.ConversationKind;
import ai.karen.health.control.TestingClock;
import ai.karen.store.adapter.jpa.EmbeddedDatabase;
import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many copies are kept, and for how long. */
class HousekeepingTest {
  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private final TestingClock clock = new TestingClock();
  private final TestingJournal journal = new TestingJournal();
  private final Application application = new Application(Stream.of(new ConversationKind()));
  private EmbeddedDatabase local;
  private Housekeeping housekeeping;

  @BeforeEach
  void open() {
    local = opened(data);
    housekeeping = beside(new LateDatabase(local));
  }

  @Test
  void asManyAsMayBeKeptAreKept() {
    hold(Housekeeping.MOST_COPIES, clock.instant());

    housekeeping.run();

    assertThat(held()).isEqualTo(Housekeeping.MOST_COPIES);
  }

  @Test
  void oneMoreIsOneTooManyAndTheOldestGoes() {
    UUID oldest = hold(1, clock.instant().minusSeconds(1));
    hold(Housekeeping.MOST_COPIES, clock.instant());

    housekeeping.run();

    assertThat(held()).isEqualTo(Housekeeping.MOST_COPIES);
    assertThat(isHeld(oldest)).isFalse();
  }

  @Test
  void manyTooManyGoAtOnce() {
    hold(Housekeeping.MOST_COPIES + 1_234, clock.instant());

    housekeeping.run();

    assertThat(held()).isEqualTo(Housekeeping.MOST_COPIES);
  }

  @Test
  void whatWasNotTouchedForADayGoesHoweverMuchItIs() {
    hold(1_234, clock.instant());
    clock.advance(Duration.ofHours(24));
    housekeeping.run();
    assertThat(held()).isEqualTo(1_234);

    clock.advance(Duration.ofMillis(1));
    UUID young = hold(1, clock.instant());
    housekeeping.run();

    assertThat(held()).isEqualTo(1);
    assertThat(isHeld(young)).isTrue();
  }

  @Test
  void whatWaitsInTheJournalStaysAndHoldsUpNothing() {
    UUID waiting = hold(1, clock.instant().minusSeconds(1));
    journal.append(
        new Operation(
            UUID.randomUUID(), waiting, "conversation.renamed", 1, clock.instant(), "{}", ""));
    hold(1_000, clock.instant());
    clock.advance(Duration.ofHours(25));

    housekeeping.run();

    assertThat(held()).isEqualTo(1);
    assertThat(isHeld(waiting)).isTrue();
  }

  @Test
  void anOperationIsRememberedForThirtyDaysAndThenNoLonger() {
    Operation asked = asked();
    local.change(
        rows -> {
          rows.add(new AppliedOperation(asked));
          return null;
        });
    clock.advance(Housekeeping.MARKS);
    housekeeping.run();
    assertThat(isMarked(asked.id())).isTrue();

    clock.advance(Duration.ofMillis(1));
    housekeeping.run();

    assertThat(isMarked(asked.id())).isFalse();
  }

  @Test
  void marksGoByPagesAndWhatWentStaysGone() {
    EmbeddedDatabase other = opened(elsewhere);
    LateDatabase shared = new LateDatabase(other);
    housekeeping = beside(shared);
    mark(other, 2 * Housekeeping.PAGE);
    clock.advance(Duration.ofSeconds(1));
    mark(other, 1);
    clock.advance(Housekeeping.MARKS.plusMillis(1));
    shared.beLateFor(call -> call == 2);

    housekeeping.run();

    assertThat(marks(other)).as("the second page did not go").isEqualTo(Housekeeping.PAGE + 1);
    shared.beLateFor(call -> call == 2);
    housekeeping.run();
    assertThat(marks(other)).as("the oldest went first").isEqualTo(1);
    shared.beLateFor(call -> false);
    housekeeping.run();
    assertThat(marks(other)).isZero();
  }

  @Test
  void aTurnEndsHoweverManyMarksAreDue() {
    // However often a page is dropped, there is another one.
    CountingDatabase shared = new CountingDatabase(Housekeeping.PAGE);
    housekeeping = beside(shared);
    int before = shared.calls();

    housekeeping.run();

    assertThat(shared.calls() - before).isEqualTo(Housekeeping.MOST_PAGES);
  }

  private EmbeddedDatabase opened(Path folder) {
    EmbeddedDatabase database = new EmbeddedDatabase(new DataFolder(folder), application);
    database.trust();
    return database;
  }

  private Housekeeping beside(Database shared) {
    DatabaseWatch watch = TestingWatches.of(shared, clock);
    watch.look();
    return new Housekeeping(
        shared,
        local,
        watch,
        journal,
        new Copies(local, application, new StaleCopies(), clock),
        new AggregateLocks(),
        clock,
        TestingConfig.settings(Map.of()));
  }

  private void mark(LocalDatabase database, int many) {
    database.change(
        rows -> {
          Stream.generate(this::asked).limit(many).map(AppliedOperation::new).forEach(rows::add);
          return null;
        });
  }

  private Operation asked() {
    return new Operation(
        UUID.randomUUID(), UUID.randomUUID(), "conversation.renamed", 1, clock.instant(), "{}", "");
  }

  private static long marks(LocalDatabase database) {
    return database.read(
        rows ->
            rows.list(Long.class, "select count(o) from AppliedOperation o", Map.of(), 1).get(0));
  }

  private boolean isMarked(UUID operation) {
    return local.read(rows -> rows.find(AppliedOperation.class, operation).isPresent());
  }

  /** Returns one of them. */
  private UUID hold(int many, Instant at) {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(many).toList();
    local.change(
        rows -> {
          ids.forEach(id -> rows.add(new HeldCopy(id, at)));
          return null;
        });
    return ids.get(0);
  }

  private long held() {
    return local.read(
        rows -> rows.list(Long.class, "select count(c) from HeldCopy c", Map.of(), 1).get(0));
  }

  private boolean isHeld(UUID id) {
    return local.read(rows -> rows.find(HeldCopy.class, id).isPresent());
  }
}
