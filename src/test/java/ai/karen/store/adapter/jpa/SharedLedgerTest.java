package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.control.TestingJournal;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Acknowledgement.Place;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, and what takes its place while it is away. */
class SharedLedgerTest {
  private static RealPostgres postgres;

  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private final UUID id = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private TestingNode node;

  @BeforeAll
  static void startPostgres() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void open() {
    node = TestingNode.beside(postgres, data);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void healthyItHasEverything() throws SQLException {
    assertThat(node.ledger.execute(Changes.created(id, "First")))
        .isEqualTo(new Acknowledgement(Effect.APPLIED, Place.DATABASE));

    assertThat(titleInDatabase(id)).isEqualTo("First");
    assertThat(Changes.title(node.ledger, id)).contains("First");
    assertThat(node.journal.aggregates()).isEmpty();
  }

  @Test
  void afterAKillNobodyBuildsOnACopyThatMayMissSomething() {
    node.ledger.execute(Changes.created(id, "First"));
    node.ledger.execute(Changes.created(other, "Other"));
    Operation repeated = Changes.renamed(id, "Second");
    node.ledger.execute(repeated);
    node.leaveInDoubt(id);
    node.close();
    postgres.kill();
    node = TestingNode.beside(postgres, data);

    assertThat(Changes.title(node.ledger, other)).contains("Other");
    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    for (Operation refused : List.of(Changes.renamed(id, "Third"), repeated)) {
      assertThatThrownBy(() -> node.ledger.execute(refused)).isInstanceOf(StoreUnavailable.class);
    }
    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);

    postgres.restart();
    node.watch.look();
    assertThat(node.ledger.execute(repeated).place()).isEqualTo(Place.DATABASE);
    postgres.kill();
    assertThat(Changes.title(node.ledger, id)).as("whoever is told reads it").contains("Second");
    postgres.restart();
  }

  @Test
  void afterAKillNobodyReadsACopyThatLacksWhatTheJournalHadAlone() throws SQLException {
    renamedBehindTheCopy();
    assertThat(titleInDatabase(id)).isEqualTo("Second");
    assertThat(node.journal.aggregates()).isEmpty();

    node.close();
    postgres.kill();
    node = TestingNode.beside(postgres, data);

    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    postgres.restart();
  }

  @Test
  void norWhereTheJournalHasMoreOfIt() throws SQLException {
    renamedBehindTheCopy();
    node.journal.append(Changes.renamed(id, "Third"));
    node.leaveInDoubt(id);

    TestingJournal journal = node.journal;
    node.close();
    postgres.kill();
    node = TestingNode.beside(postgres, data, journal);

    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    postgres.restart();
    node.watch.look();
    node.replays.replay().run();
    node.refresh.run();
    assertThat(titleInDatabase(id)).isEqualTo("Third");
    postgres.kill();
    assertThat(Changes.title(node.ledger, id)).contains("Third");
    postgres.restart();
  }

  @Test
  void aCopyThatGotWhatItLackedIsServedAfterAKill() {
    renamedBehindTheCopy();
    node.recovery.run();
    node.refresh.run();

    node.close();
    postgres.kill();
    node = TestingNode.beside(postgres, data);

    assertThat(Changes.title(node.ledger, id)).contains("Second");
    postgres.restart();
  }

  @Test
  void aDoubtOfAStartBeforeIsNotOverWithTheNextWrite() {
    node.ledger.execute(Changes.created(id, "First"));
    node.leaveInDoubt(id);
    postgres.kill();
    node.journal.refuse("The disk is full");
    Operation refused = Changes.renamed(id, "Second");
    assertThatThrownBy(() -> node.ledger.execute(refused)).isInstanceOf(StoreUnavailable.class);

    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    postgres.restart();
  }

  /** The embedded database fails between the journal's word and its own commit. */
  private void renamedBehindTheCopy() {
    node.ledger.execute(Changes.created(id, "First"));
    postgres.kill();
    node.journal.onceAppended(node::closeDatabaseUnderneath);
    assertThat(node.ledger.execute(Changes.renamed(id, "Second")))
        .isEqualTo(new Acknowledgement(Effect.APPLIED, Place.JOURNAL));
    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    postgres.restart();
    node.watch.look();
    node.replays.replay().run();
  }

  @Test
  void killedTheJournalTakesItsPlaceAndReplayBringsItBack() throws SQLException {
    node.ledger.execute(Changes.created(id, "First"));
    postgres.kill();

    Acknowledgement renamed = node.ledger.execute(Changes.renamed(id, "Second"));
    Acknowledgement created = node.ledger.execute(Changes.created(other, "New"));

    assertThat(renamed).isEqualTo(new Acknowledgement(Effect.APPLIED, Place.JOURNAL));
    assertThat(created.place()).isEqualTo(Place.JOURNAL);
    assertThat(Changes.title(node.ledger, id)).contains("Second");
    assertThat(Changes.title(node.ledger, other)).contains("New");
    assertThat(node.ledger.list(rows -> List.of()).partial()).isTrue();

    postgres.restart();
    node.watch.look();
    assertThat(node.ledger.execute(Changes.renamed(id, "Third")).place())
        .as("an aggregate with a backlog keeps its order")
        .isEqualTo(Place.JOURNAL);
    node.replays.replay().run();

    assertThat(titleInDatabase(id)).isEqualTo("Third");
    assertThat(titleInDatabase(other)).isEqualTo("New");
    assertThat(node.ledger.execute(Changes.deleted(other)).place()).isEqualTo(Place.DATABASE);
  }

  @Test
  void whatThisNodeNeverSawIsUnknownAndNotAbsent() {
    try (TestingNode stranger = TestingNode.beside(postgres, elsewhere)) {
      stranger.ledger.execute(Changes.created(id, "Elsewhere"));
    }
    postgres.kill();
    node.watch.look();
    try {
      assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> node.ledger.execute(Changes.renamed(id, "x")))
          .isInstanceOf(StoreUnavailable.class);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void whatWasReadHereIsKnownHere() {
    try (TestingNode stranger = TestingNode.beside(postgres, elsewhere)) {
      stranger.ledger.execute(Changes.created(id, "Elsewhere"));
      assertThat(Changes.title(node.ledger, id)).contains("Elsewhere");
      node.refresh.run();
      stranger.ledger.execute(Changes.renamed(id, "Newer"));
      Changes.title(node.ledger, id);
      node.refresh.run();
    }
    postgres.kill();
    try {
      assertThat(Changes.title(node.ledger, id)).contains("Newer");
    } finally {
      postgres.restart();
    }
  }

  @Test
  void whatCanNotBeAppliedIsParkedAndHoldsUpNobodyElse() throws SQLException {
    node.journal.append(Changes.unknown(id));
    node.journal.append(Changes.created(id, "Behind"));
    node.journal.append(Changes.created(other, "Beside"));

    node.replays.replay().run();

    assertThat(titleInDatabase(other)).isEqualTo("Beside");
    assertThat(titleInDatabase(id)).isNull();
    assertThat(node.journal.parked(0, 9_999)).hasSize(1);
    assertThat(node.journal.holds(id)).isTrue();
  }

  @Test
  void deletionElsewhereWinsAndTheConflictIsRecorded() throws SQLException {
    node.ledger.execute(Changes.created(id, "First"));
    Operation renamed = Changes.renamed(id, "Second");
    node.journal.append(renamed);
    try (TestingNode stranger = TestingNode.beside(postgres, elsewhere)) {
      stranger.ledger.execute(Changes.deleted(id));
    }

    node.replays.replay().run();
    node.refresh.run();

    assertThat(titleInDatabase(id)).isNull();
    assertThat(Changes.title(node.ledger, id)).isEmpty();
    assertThat(column("select type from operation_conflict where id = '%s'", renamed.id()))
        .isEqualTo("conversation.renamed");
  }

  @Test
  void whatNeedsTheDatabaseIsRefusedWithoutIt() {
    postgres.kill();
    try {
      assertThatThrownBy(() -> node.ledger.executeInDatabase(Changes.created(id, "First")))
          .isInstanceOf(StoreUnavailable.class);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void whatNeededTheDatabaseIsReadableWithoutItLaterThoughNobodyHasReadIt() {
    node.ledger.executeInDatabase(Changes.created(id, "First"));
    node.refresh.run();
    postgres.kill();
    try {
      assertThat(Changes.title(node.ledger, id)).contains("First");
    } finally {
      postgres.restart();
    }
  }

  private static String titleInDatabase(UUID conversation) throws SQLException {
    return column("select title from conversation where id = '%s'", conversation);
  }

  private static String column(String query, UUID id) throws SQLException {
    try (Connection connection = postgres.connect();
        ResultSet rows = connection.createStatement().executeQuery(query.formatted(id))) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
