package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
    try (RealPostgres postgres = RealPostgres.start();
        TestingNode node = TestingNode.beside(postgres, data);
        Connection another = postgres.connect()) {
      node.ledger.execute(Changes.created(LOW, "First"));
      node.ledger.execute(Changes.created(HIGH, "First"));
      node.journal.append(Changes.renamed(HIGH, "Second"));
      node.journal.append(Changes.renamed(LOW, "Second"));
      another.setAutoCommit(false);
      lock(LOW, another);
      Thread replay = new Thread(() -> node.replays.replay().run());
      replay.start();
      Eventually.holds("it waits", () -> postgres.count(WAITING) > 0);

      lock(HIGH, another);

      another.rollback();
      replay.join();
      Eventually.holds("all is replayed", () -> isReplayed(node));
      assertThat(Changes.title(node.ledger, HIGH)).contains("Second");
      assertThat(Changes.title(node.ledger, LOW)).contains("Second");
    }
  }

  private static boolean isReplayed(TestingNode node) {
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
