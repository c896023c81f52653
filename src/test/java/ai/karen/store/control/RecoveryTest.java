package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.control.ConversationKind;
import ai.karen.store.adapter.jpa.EmbeddedDatabase;
import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start in an outage: what waits in the journal is brought into the embedded database. */
class RecoveryTest {
  @TempDir private Path data;

  private final UUID id = UUID.randomUUID();
  private final Application application = new Application(Stream.of(new ConversationKind()));
  private final TestingJournal journal = new TestingJournal();
  private final StaleCopies stale = new StaleCopies();
  private DataFolder folder;
  private EmbeddedDatabase database;
  private TestingLocalDatabase local;
  private Copies copies;
  private CopiesInDoubt doubts;
  private Recovery recovery;
  private CopyRefresh refresh;

  @BeforeEach
  void open() {
    folder = new DataFolder(data);
    database = new EmbeddedDatabase(folder, application);
    local = new TestingLocalDatabase(database);
    copies = new Copies(local, application, stale, Clock.systemUTC());
    doubts = new CopiesInDoubt(folder);
    recovery = new Recovery(journal, local, copies, doubts);
    LateDatabase away = new LateDatabase(local);
    away.beLate();
    DatabaseWatch watch = TestingWatches.of(away, Clock.systemUTC());
    refresh = new CopyRefresh(away, watch, journal, copies, stale, new AggregateLocks());
  }

  @AfterEach
  void close() throws Exception {
    folder.release();
  }

  @Test
  void notesAreBroughtInAndTakeNoRoomOfCopies() {
    Operation note = created(Notes.aggregate(id));
    journal.append(note);
    journal.append(created(id));

    recovery.run();

    assertThat(isDone(note)).isTrue();
    assertThat(isHeld(note.aggregate())).isFalse();
    assertThat(isHeld(id)).isTrue();
  }

  @Test
  void aThousandEntriesAreFewTransactions() {
    Stream.generate(UUID::randomUUID).limit(1_000).forEach(each -> journal.append(created(each)));
    journal.append(created(id));

    recovery.run();

    assertThat(local.replays()).isLessThan(10);
    assertThat(local.changes()).isLessThan(10);
    copies.requireHeld(id);
  }

  @Test
  void whatCannotBeAppliedKeepsNothingElseOut() {
    journal.append(created(id));
    journal.append(operation(id, "conversation.painted"));
    journal.append(operation(UUID.randomUUID(), "conversation.painted"));
    Operation behind = renamed();
    journal.append(behind);

    recovery.run();

    assertThat(isDone(behind)).isTrue();
    copies.requireHeld(id);
    assertThat(local.isSuspect()).isFalse();
  }

  @Test
  void whatCannotBeHeldNowIsHeldLaterAndWhatIsInDoubtIsNotServedMeanwhile() {
    UUID doubtful = UUID.randomUUID();
    doubts.begin(doubtful);
    journal.append(created(id));
    local.beFull(true);

    recovery.run();
    assertThat(stale.isBroken(doubtful)).isTrue();
    assertThat(isHeld(id)).isFalse();
    local.beFull(false);
    recovery.run();

    copies.requireHeld(id);
  }

  @Test
  void whatTheCopyLackedOfTheJournalIsServedWhenItWasBroughtIn() {
    acknowledgedByTheJournalAlone(created(id));
    refresh.run();
    assertThatIsNotServed();

    recovery.run();
    refresh.run();

    assertThatCode(() -> copies.requireHeld(id)).doesNotThrowAnyException();
  }

  @Test
  void whatWasHeldByNobodyForWantOfRoomIsServedWhenThereIsSome() {
    local.trust();
    Operation created = created(id);
    database.apply(created, () -> journal.append(created));
    local.beFull(true);
    copies.hold(created);
    refresh.run();
    assertThatIsNotServed();

    local.beFull(false);
    refresh.run();

    assertThatCode(() -> copies.requireHeld(id)).doesNotThrowAnyException();
  }

  @Test
  void whatLacksAnEntryOfTheJournalStillIsNotServed() {
    acknowledgedByTheJournalAlone(created(id));
    acknowledgedByTheJournalAlone(operation(id, "conversation.painted"));

    recovery.run();
    refresh.run();

    assertThatIsNotServed();
  }

  @Test
  void whatMissedAChangeInTheDatabaseIsNotServedForBeingBroughtUpToTheJournal() {
    acknowledgedByTheJournalAlone(created(id));
    copies.missed(id);
    acknowledgedByTheJournalAlone(renamed());

    recovery.run();
    refresh.run();

    assertThatIsNotServed();
  }

  /** The embedded database fails after the journal took it; so it is before the first recovery. */
  private void acknowledgedByTheJournalAlone(Operation operation) {
    journal.append(operation);
    copies.hold(operation);
  }

  private void assertThatIsNotServed() {
    assertThatThrownBy(() -> copies.requireHeld(id)).isInstanceOf(StoreUnavailable.class);
  }

  private boolean isDone(Operation operation) {
    return local.read(rows -> rows.find(AppliedOperation.class, operation.id()).isPresent());
  }

  private boolean isHeld(UUID aggregate) {
    return local.read(rows -> rows.find(HeldCopy.class, aggregate).isPresent());
  }

  private static Operation created(UUID conversation) {
    return operation(conversation, "conversation.created");
  }

  private Operation renamed() {
    return operation(id, "conversation.renamed");
  }

  private static Operation operation(UUID conversation, String type) {
    String payload = "{\"owner\":\"me\",\"title\":\"First\"}";
    Instant at = Instant.parse("2026-01-05T08:30:00Z");
    return new Operation(UUID.randomUUID(), conversation, type, 1, at, payload, "");
  }
}
