package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The administrator whom the settings name, on the embedded database. */
class FirstAdministratorIT {
  private static final String PASSWORD = "nine quiet otters juggle";
  private static final String USERS = "/api/admin/users";

  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    engine =
        TestingEngine.start(
            Map.of("KAREN_ADMIN_EMAIL", "ada@example.org", "KAREN_ADMIN_PASSWORD", PASSWORD));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void requirement7IsMadeOnceAndStaysTheOnlyOne() {
    awaitAda();
    String first = engine.client().get(USERS).body();
    String setUp =
        "{\"code\":\"x\",\"email\":\"eve@example.org\",\"password\":\"" + PASSWORD + "\"}";
    assertThat(engine.client().post("/api/setup", setUp).statusCode()).isEqualTo(404);

    engine.kill();
    engine.restart();

    awaitAda();
    assertThat(engine.client().get(USERS).body()).isEqualTo(first);
    assertThat(engine.dataFolder().resolve("setup-code")).doesNotExist();
    assertThat(engine.logs()).doesNotContain(PASSWORD);
    assertThat(engine.client().get("/system/status").body()).doesNotContain(PASSWORD);
  }

  private static void awaitAda() {
    Eventually.holds(
        "the administrator was made",
        () -> engine.client().get(USERS).body().contains("\"ada@example.org\""));
  }
}
