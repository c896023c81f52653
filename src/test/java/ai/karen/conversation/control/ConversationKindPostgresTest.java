package ai.karen.conversation.control;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;

/** The same on PostgreSQL. */
class ConversationKindPostgresTest extends ConversationKindTest {
  private EmbeddedPostgres server;

  @Override
  TestingDatabase open() {
    try {
      server = EmbeddedPostgres.start();
      return TestingDatabase.at(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }
}
