package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.Notes;
import ai.karen.store.entity.Operation;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that replay changes of the same conversations never wait for each other. */
class LockOrderTest {
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
  private static final UUID LOW = new UUID(1, 1);
  private static final UUID HIGH = new UUID(1, 2);

  @TempDir private Path data;

  @Test
  void whoWaitsForTheLowerOneHoldsNoHigherOne() throws Exception {
    replayedInOrder(Changes.renamed(HIGH, "Second"), Changes.renamed(LOW, "Second"));
  }

  @Test
  void notesThatLockConversationsStandInTheSameOrder() throws Exception {
    replayedInOrder(meaning(HIGH), Changes.renamed(LOW, "Second"), meaning(LOW));
  }

  private void replayedInOrder(Operation... operations) throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        TestingNode node = TestingNode.beside(postgres, data);
        Connection another = postgres.connect()) {
      node.ledger.execute(Changes.created(LOW, "First"));
      node.ledger.execute(Changes.created(HIGH, "First"));
      List.of(operations).forEach(node.journal::append);
      another.setAutoCommit(false);
      lock(LOW, another);
      Thread replay = new Thread(() -> node.replays.replay().run());
      replay.start();
      Eventually.holds("it waits", () -> postgres.count(WAITING) > 0);

      lock(HIGH, another);

      another.rollback();
      replay.join();
      Eventually.holds("all is replayed", () -> isReplayed(node));
      assertThat(Changes.title(node.ledger, LOW)).contains("Second");
    }
  }

  private static Operation meaning(UUID conversation) {
    UUID id = UUID.randomUUID();
    String payload =
        """
        {"message":"%s","conversation":"%s","model":"m","scale":1.0,"dimensions":"AAAA"}"""
            .formatted(UUID.randomUUID(), conversation);
    return new Operation(
        id, Notes.aggregate(id), "message.embedded", 1, Instant.now(), payload, "");
  }

  private static boolean isReplayed(TestingNode node) {
    node.watch.look();
    node.replays.replay().run();
    return node.journal.aggregates().isEmpty();
  }

  /** Fails at once where somebody else has it. */
  private static void lock(UUID id, Connection connection) throws SQLException {
    connection
        .createStatement()
        .execute("select 1 from conversation where id = '" + id + "' for update nowait");
  }
}
