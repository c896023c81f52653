package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.entity.Conversation;
import ai.karen.store.adapter.jpa.EmbeddedDatabase;
import ai.karen.store.control.StaleCopies.Need;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies follow the database, and never go back to what it was before this node's last write. */
class CopyRefreshTest {
  @TempDir Path elsewhere;
  @TempDir Path here;

  private final UUID id = UUID.randomUUID();
  private final Application application = new Application(Stream.of(new ConversationKind()));
  private final StaleCopies stale = new StaleCopies();

  @ParameterizedTest
  @EnumSource
  void aCopyBecomesWhatTheDatabaseHas(Need need) {
    Stores stores = new Stores();
    stores.shared.replay(List.of(created(), renamed()));
    stores.copies.follow(created(), Effect.APPLIED);

    stale.add(id, need);
    stores.refresh.run();

    assertThat(stores.localTitle()).isEqualTo("Second");
  }

  @Test
  void aLookAtWhatHasNothingToBeCopiedMakesNoCopy() {
    Stores stores = new Stores();

    stale.add(id, Need.COMPARE);
    stores.refresh.run();

    assertThat(stale.next(each -> true)).isEmpty();
    assertThatThrownBy(() -> stores.copies.requireHeld(id)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void whatWasReadTooLateDoesNotReplaceWhatWasWrittenMeanwhile() {
    Stores stores = new Stores();
    stores.shared.replay(List.of(created()));
    stores.local.replay(List.of(created()));

    stores.late.beLate();
    stale.add(id, Need.RENEW);
    stores.refresh.run();
    stores.local.replay(List.of(renamed()));
    stores.late.arrive();

    assertThat(stores.localTitle()).isEqualTo("Second");
  }

  @Test
  void whatIsNeededMoreThanWhatWasDoneIsStillNeeded() {
    Stores stores = new Stores();
    stores.shared.replay(List.of(created()));
    stores.copies.follow(created(), Effect.APPLIED);
    AtomicInteger asked = new AtomicInteger();
    stores.late.beLateFor(
        call -> {
          if (asked.getAndIncrement() == 0) {
            stale.add(id, Need.RENEW);
          }
          return false;
        });

    stale.add(id, Need.COMPARE);
    stores.refresh.run();

    assertThat(asked).hasValue(2);
    assertThat(stale.next(each -> true)).isEmpty();
  }

  @Test
  void whatTakesTooLongHoldsUpNoOtherAndIsNotHeldInTheEnd() {
    Stores stores = new Stores();
    UUID other = UUID.randomUUID();
    stores.shared.replay(List.of(created(), renamed(), created(other)));
    stores.copies.follow(created(), Effect.APPLIED);
    stale.add(id, Need.RENEW);
    stale.add(other, Need.RENEW);

    stores.late.beLateFor(call -> call != 2);
    stores.refresh.run();
    stores.refresh.run();
    assertThat(stores.titles()).containsExactlyInAnyOrder("First", "Other");
    for (int more = 2; more < StaleCopies.MOST_TRIES; more++) {
      stores.refresh.run();
    }

    assertThat(stale.next(each -> true)).isEmpty();
    assertThat(stores.titles()).containsExactly("Other");
    assertThatThrownBy(() -> stores.copies.requireHeld(id)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void nobodyWaitsTwiceForWhatCannotBeCopiedAtOnce() {
    Stores stores = new Stores();
    stores.shared.replay(List.of(created()));
    AtomicInteger asked = new AtomicInteger();
    stores.late.beLateFor(call -> asked.incrementAndGet() > 0);

    stores.refresh.now(id);
    stores.refresh.now(id);

    assertThat(asked).hasValue(1);
    assertThat(stores.titles()).isEmpty();
  }

  @Test
  void whatMissedAWriteIsNotThereAfterARestartEither() {
    Stores stores = new Stores();
    stores.copies.follow(created(), Effect.APPLIED);

    stores.copies.follow(
        operation("conversation.painted", "", "2026-01-05T08:30:02Z"), Effect.APPLIED);

    Copies afterRestart =
        new Copies(stores.local, application, new StaleCopies(), Clock.systemUTC());
    assertThatThrownBy(() -> afterRestart.requireHeld(id)).isInstanceOf(StoreUnavailable.class);
    assertThat(stale.broken()).isEmpty();
  }

  @Test
  void whatFoundNothingHereIsNotKnownHere() {
    Stores stores = new Stores();
    Operation renamed = renamed();
    stores.local.replay(List.of(renamed));

    stores.copies.hold(renamed);

    assertThatThrownBy(() -> stores.copies.requireHeld(id)).isInstanceOf(StoreUnavailable.class);
  }

  /** Replay brings in what waits, and not what the copy missed. */
  @Test
  void aCopyThatMissedSomethingIsNotReadWhileOperationsOfItWait() {
    Stores stores = new Stores();
    stores.shared.replay(List.of(created(), renamed()));
    stores.copies.follow(created(), Effect.APPLIED);
    stale.add(id, Need.BROKEN);
    JournalEntry waiting = stores.journal.append(renamed());

    stores.refresh.run();
    assertThatThrownBy(() -> stores.copies.requireHeld(id)).isInstanceOf(StoreUnavailable.class);

    stores.journal.settle(List.of(waiting.position()));
    stores.refresh.run();
    stores.copies.requireHeld(id);
    assertThat(stores.localTitle()).isEqualTo("Second");
  }

  private static Operation created(UUID conversation) {
    return new Operation(
        UUID.randomUUID(),
        conversation,
        "conversation.created",
        1,
        Instant.parse("2026-01-05T08:30:00Z"),
        "{\"owner\":\"me\",\"title\":\"Other\"}",
        "");
  }

  private Operation created() {
    return operation("conversation.created", "First", "2026-01-05T08:30:00Z");
  }

  private Operation renamed() {
    return operation("conversation.renamed", "Second", "2026-01-05T08:30:01Z");
  }

  private Operation operation(String type, String title, String at) {
    String payload = "{\"owner\":\"me\",\"title\":\"" + title + "\"}";
    return new Operation(UUID.randomUUID(), id, type, 1, Instant.parse(at), payload, "");
  }

  private final class Stores {
    private final EmbeddedDatabase shared = database(elsewhere);
    private final EmbeddedDatabase local = database(here);
    private final LateDatabase late = new LateDatabase(shared);
    private final TestingJournal journal = new TestingJournal();
    private final Copies copies;
    private final CopyRefresh refresh;

    private Stores() {
      DatabaseWatch watch = TestingWatches.of(late, Clock.systemUTC());
      watch.look();
      copies = new Copies(local, application, stale, Clock.systemUTC());
      refresh = new CopyRefresh(late, watch, journal, copies, stale, new AggregateLocks());
    }

    private EmbeddedDatabase database(Path folder) {
      EmbeddedDatabase database = new EmbeddedDatabase(new DataFolder(folder), application);
      database.trust();
      return database;
    }

    private List<String> titles() {
      return local.read(
          rows -> rows.list(String.class, "select c.title from Conversation c", Map.of(), 10));
    }

    private String localTitle() {
      return local.read(rows -> rows.find(Conversation.class, id).orElseThrow().title());
    }
  }
}
