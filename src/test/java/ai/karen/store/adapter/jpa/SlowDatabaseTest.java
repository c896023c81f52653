package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Acknowledgement.Place;
import ai.karen.store.entity.Effect;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that is slow with some questions, and one that answers nobody. */
class SlowDatabaseTest {
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
  private static final Duration SOON = Duration.ofSeconds(6);

  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private final UUID id = UUID.randomUUID();
  private RealPostgres postgres;
  private TestingNode node;
  private Connection locking;

  @BeforeEach
  void open() throws SQLException {
    postgres = RealPostgres.start();
    node = TestingNode.beside(postgres, data);
    try (TestingNode stranger = TestingNode.beside(postgres, elsewhere)) {
      stranger.ledger.execute(Changes.created(id, "Elsewhere"));
    }
    locking = postgres.connect();
    locking.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    locking.close();
    node.close();
    postgres.close();
  }

  @Test
  void oneSlowQuestionIsNoOutageForTheOthers() throws SQLException {
    lockMessages();

    assertThatThrownBy(this::messages).isInstanceOf(StoreUnavailable.class);

    assertThat(node.watch.isUp()).isTrue();
    assertThat(Changes.title(node.ledger, id)).contains("Elsewhere");
  }

  @Test
  void aWriteThatTakesTooLongGoesToTheJournalAlone() throws SQLException {
    UUID slow = UUID.randomUUID();
    locking.createStatement().execute("lock table conversation in share mode");

    node.ledger.execute(Changes.created(slow, "Slow"));

    assertThat(node.journal.holds(slow)).isTrue();
    assertThat(node.watch.isUp()).isTrue();
    locking.rollback();
    replayed(slow);
  }

  @Test
  void slowQuestionsOnAllConnectionsAreNoProofEither() throws SQLException {
    lockMessages();
    for (int call = 0; call < TestingNode.THREADS; call++) {
      node.shared().run(SlowDatabaseTest::messages);
    }
    Eventually.holds("all wait", () -> postgres.count(WAITING) == TestingNode.THREADS);

    node.watch.look();

    assertThat(node.watch.isUp()).isTrue();
  }

  /**
   * Else they would take the server's connections from everybody, for as long as the lock stands.
   */
  @Test
  void whoWasLeftBehindWaitsForNoLockAnyMore() throws SQLException {
    lockMessages();

    assertThatThrownBy(this::messages).isInstanceOf(StoreUnavailable.class);

    Eventually.holds("nobody waits", SOON, () -> postgres.count(WAITING) == 0);
    assertThat(node.watch.isUp()).isTrue();
  }

  @Test
  void oneThatAnswersNobodyIsAwayAfterTheFirstWhoGotNoAnswer() {
    postgres.freeze();

    node.ledger.execute(Changes.created(UUID.randomUUID(), "New"));

    assertThat(node.watch.isUp()).isFalse();
  }

  @Test
  void whatMayHaveBeenDoneIsKeptWithoutACopyOfIt() throws SQLException {
    locking.createStatement().execute("lock table conversation in share mode");

    Acknowledgement done = node.ledger.execute(Changes.renamed(id, "Second"));

    assertThat(done).isEqualTo(new Acknowledgement(Effect.APPLIED, Place.JOURNAL));
    assertThatThrownBy(() -> Changes.title(node.ledger, id))
        .as("of the rest of it nothing is known here")
        .isInstanceOf(StoreUnavailable.class);
    locking.rollback();
    replayed(id);
    assertThat(Changes.title(node.ledger, id)).contains("Second");
  }

  @Test
  void nobodyKnowsWhetherWhatOnlyTheDatabaseMayDoWasDone() throws SQLException {
    locking.createStatement().execute("lock table conversation in share mode");

    assertThatThrownBy(() -> node.ledger.executeInDatabase(Changes.renamed(id, "Second")))
        .isInstanceOfSatisfying(StoreUnavailable.class, lost -> assertThat(lost.isOpen()).isTrue());
    assertThat(node.journal.holds(id)).as("it is never journaled").isFalse();
  }

  @Test
  void whatOnlyTheDatabaseMayDoOvertakesNothingThatGoesToTheJournal() throws Exception {
    locking.createStatement().execute("lock table conversation in share mode");
    Thread first = new Thread(() -> node.ledger.execute(Changes.renamed(id, "Second")));
    CompletableFuture<Acknowledgement> later = new CompletableFuture<>();
    Thread second = new Thread(() -> later.completeAsync(this::deleted, Runnable::run));
    first.start();
    Eventually.holds("the first waits", () -> postgres.count(WAITING) == 1);
    second.start();
    Eventually.holds("the second too", () -> second.getState() == Thread.State.WAITING);

    assertThatThrownBy(later::join)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailable.class,
            refusal -> assertThat(refusal.isOpen()).as("the database was asked").isFalse());
    first.join();
    assertThat(node.journal.holds(id)).isTrue();
  }

  private Acknowledgement deleted() {
    return node.ledger.executeInDatabase(Changes.deleted(id));
  }

  private void replayed(UUID aggregate) {
    Eventually.holds(
        "it is replayed",
        () -> {
          node.replays.replay().run();
          return !node.journal.holds(aggregate);
        });
  }

  private void lockMessages() throws SQLException {
    locking.createStatement().execute("lock table message in access exclusive mode");
  }

  private Optional<List<Message>> messages() {
    return node.ledger.read(id, rows -> Optional.of(messages(rows)));
  }

  private static List<Message> messages(Rows rows) {
    return rows.list(Message.class, "select m from Message m", Map.of(), 10);
  }
}
