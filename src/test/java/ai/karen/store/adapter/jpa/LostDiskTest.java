package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.health.entity.Cause;
import ai.karen.health.entity.Condition;
import ai.karen.store.control.ReplayLog;
import ai.karen.store.control.StoreHealth;
import ai.karen.testing.RealPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of an embedded database whose disk failed under a sync. */
class LostDiskTest {
  private static final String FULL = "The journal is full.";

  @TempDir private Path data;

  @Test
  void onlyTheJournalKeepsWhatIsWrittenAndThatIsTold() throws IOException {
    try (TestingNode node = TestingNode.embedded(data)) {
      assertThat(condition(node).isPrimary()).isTrue();
      loseDisk();
      UUID id = UUID.randomUUID();

      node.ledger.execute(Changes.created(id, "Kept"));
      node.replays.replay().run();

      assertThat(node.journal.holds(id)).isTrue();
      assertThat(Changes.title(node.ledger, id)).contains("Kept");
      Condition told = condition(node);
      assertThat(told.serving()).isTrue();
      assertThat(told.mode()).isEqualTo("journal");
      assertThat(told.cause()).isEqualTo(Cause.FAILED);
      assertThat(told.reason()).contains("disk failed").contains("until the engine is started");
    }
  }

  @Test
  void aJournalThatIsFullOfItTellsWhy() throws IOException {
    try (TestingNode node = TestingNode.embedded(data)) {
      loseDisk();
      node.journal.refuse(FULL);

      assertThat(condition(node).mode()).isEqualTo("read-only");
      assertThat(condition(node).reason()).startsWith(FULL).contains("disk failed");
    }
  }

  @Test
  void aSharedDatabaseKeepsEverythingWithoutIt() throws IOException {
    try (RealPostgres postgres = RealPostgres.start();
        TestingNode node = TestingNode.beside(postgres, data)) {
      loseDisk();
      node.ledger.execute(Changes.created(UUID.randomUUID(), "There"));

      assertThat(node.local().isLost()).isTrue();
      assertThat(condition(node).isPrimary()).isTrue();
    }
  }

  private static Condition condition(TestingNode node) {
    Clock clock = Clock.systemUTC();
    return new StoreHealth(
            node.shared(), node.local(), node.watch, node.journal, new ReplayLog(clock), clock)
        .condition();
  }

  /** Nobody can sync the empty device: the same failure as of a real file on a broken disk. */
  private void loseDisk() throws IOException {
    Path device = Files.createSymbolicLink(data.resolve("database/device"), Path.of("/dev/null"));
    try (FileChannel file = FilePath.get("spared:" + device).open("rw")) {
      assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
    }
  }
}
