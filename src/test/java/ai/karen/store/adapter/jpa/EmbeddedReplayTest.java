package ai.karen.store.adapter.jpa;

import ai.karen.account.control.defence.LoginKind;
import ai.karen.conversation.control.ConversationKind;
import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Into the embedded database. */
class EmbeddedReplayTest extends ReplayedTogetherContract {
  @TempDir private Path folder;

  private EmbeddedDatabase database;

  @BeforeEach
  void open() {
    Application application = new Application(Stream.of(new ConversationKind(), new LoginKind()));
    database = new EmbeddedDatabase(new DataFolder(folder), application);
    database.trust();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  void bring(Operation... operations) {
    database.replay(List.of(operations));
  }

  @Override
  <T> T read(Function<Rows, T> question) {
    return database.read(question);
  }
}
