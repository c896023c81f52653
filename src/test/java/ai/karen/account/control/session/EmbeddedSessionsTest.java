package ai.karen.account.control.session;

import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.testing.writes.Scale;
import ai.karen.timing.control.TestingTimer;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in the embedded database, with many callers. */
class EmbeddedSessionsTest {
  private static final int REFRESHES = Scale.of("session-refreshes", 10);
  private static final int LOGOUTS = Scale.of("session-logouts", 30);

  @TempDir private Path data;

  private TestingNode node;
  private SessionRaces races;

  @BeforeEach
  void open() {
    Clock clock = Clock.systemUTC();
    node = TestingNode.embedded(data);
    races =
        new SessionRaces(
            node.ledger,
            new TestingSessions(node, clock, new LocalMemory(new TestingTimer(), clock)));
  }

  @AfterEach
  void close() {
    races.close();
    node.close();
  }

  @Test
  void requirement2FiftyParallelRefreshesGetOneSuccessor() throws Exception {
    races.refreshAtOnce(REFRESHES);
  }

  @Test
  void requirement5NothingIsAliveAfterALogoutWasAcknowledged() throws Exception {
    races.refreshAgainstLogout(LOGOUTS);
  }
}
