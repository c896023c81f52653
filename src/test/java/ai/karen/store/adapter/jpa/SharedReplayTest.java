package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Answers;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Into PostgreSQL. */
class SharedReplayTest extends ReplayedTogetherContract {
  @TempDir private Path data;

  private RealPostgres postgres;
  private TestingNode node;

  @BeforeEach
  void open() {
    postgres = RealPostgres.start();
    node = TestingNode.beside(postgres, data);
  }

  @AfterEach
  void close() {
    node.close();
    postgres.close();
  }

  @Override
  void bring(Operation... operations) {
    List.of(operations).forEach(node.journal::append);
    Eventually.holds("all is replayed", this::isReplayed);
  }

  /** On a busy machine the database may be late. */
  private boolean isReplayed() {
    node.watch.look();
    node.replays.replay().run();
    return node.journal.aggregates().isEmpty();
  }

  @Override
  <T> T read(Function<Rows, T> question) {
    return Answers.of(node.shared().run(question::apply));
  }
}
