package ai.karen.account.control.user;

import static ai.karen.account.control.user.TestingAccounts.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.testing.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real PostgreSQL, and what holds while it is away. */
class UsersPostgresTest extends UsersTest {
  private static RealPostgres postgres;

  @TempDir private Path elsewhere;
  @TempDir private Path files;

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
    return TestingNode.beside(postgres, folder);
  }

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = postgres.connect()) {
      connection.createStatement().execute("delete from account");
    }
  }

  @Test
  void r6WhileItIsAwayNobodyIsMadeAndNobodyIsProven() {
    User ada = accounts().registrations.register("ada@example.org", PASSWORD, null, Role.USER);
    assertThat(accounts().users.find(ada.id())).isPresent();
    node().refresh.run();
    postgres.kill();
    try {
      assertThatThrownBy(() -> accounts().verify("ada@example.org", PASSWORD))
          .isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> accounts().verify("bob@example.org", PASSWORD))
          .isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(
              () -> accounts().registrations.register("b@example.org", PASSWORD, null, Role.USER))
          .isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> accounts().users.hasAdministrator())
          .isInstanceOf(StoreUnavailable.class);
      assertThat(accounts().users.find(ada.id())).as("last known here").contains(ada);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void r7OfTwoNodesOneMakesTheFirstAdministrator() {
    try (TestingNode other = TestingNode.beside(postgres, elsewhere)) {
      TestingAccounts there = new TestingAccounts(other.ledger);
      CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> first(accounts(), "a"));
      CompletableFuture<Boolean> two = CompletableFuture.supplyAsync(() -> first(there, "b"));

      assertThat(List.of(one.join(), two.join())).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void r7TheCodeWorksOnceAndNotWhileTheDatabaseIsAway() throws IOException {
    Settings settings = TestingConfig.settings(Map.of());
    Files.writeString(files.resolve("setup-code"), "AAAAA-BBBBB\n");
    DataFolder folder = new DataFolder(files);
    Setup setup = accounts().setup(settings, folder);

    assertThat(status(setup, "wrong", "ada@example.org")).isEqualTo(403);
    postgres.kill();
    try {
      assertThat(status(setup, "AAAAA-BBBBB", "ada@example.org")).isEqualTo(503);
    } finally {
      postgres.restart();
      node().watch.look();
    }
    assertThat(status(setup, "AAAAA-BBBBB", "not an address")).isEqualTo(400);
    assertThat(status(setup, "AAAAA-BBBBB", "ada@example.org")).isEqualTo(201);
    assertThat(status(setup, "AAAAA-BBBBB", "bob@example.org")).isEqualTo(404);
    assertThat(files.resolve("setup-code")).doesNotExist();
    folder.release();
  }

  @Test
  void r7GuessesAreLimited() throws IOException {
    Files.writeString(files.resolve("setup-code"), "AAAAA-BBBBB\n");
    DataFolder folder = new DataFolder(files);
    Setup setup = accounts().setup(TestingConfig.settings(Map.of()), folder);

    for (int attempt = 0; attempt < Setup.MOST_ATTEMPTS; attempt++) {
      assertThat(status(setup, "wrong", "ada@example.org")).isEqualTo(403);
    }
    assertThat(status(setup, "wrong", "ada@example.org")).isEqualTo(429);
    assertThat(status(setup, "AAAAA-BBBBB", "ada@example.org"))
        .as("nobody's guesses keep out who has the code")
        .isEqualTo(201);
    folder.release();
  }

  private static int status(Setup setup, String code, String email) {
    try {
      setup.administrator(code, "192.0.2.7", email, PASSWORD, null);
      return 201;
    } catch (ProblemException refusal) {
      return refusal.problem().status();
    }
  }

  private static boolean first(TestingAccounts accounts, String name) {
    return accounts.registrations.registerFirst(name + "@example.org", PASSWORD, null).isPresent();
  }
}
