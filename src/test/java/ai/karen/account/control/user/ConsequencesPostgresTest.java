package ai.karen.account.control.user;

import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same on a real PostgreSQL. */
class ConsequencesPostgresTest extends ConsequencesTest {
  private static RealPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  TestingNode open(Path folder) {
    TestingNode node = TestingNode.beside(postgres, folder);
    postgres.execute("delete from account");
    postgres.execute("delete from account_consequence");
    return node;
  }
}
