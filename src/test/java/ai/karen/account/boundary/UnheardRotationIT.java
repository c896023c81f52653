package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.Line;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The engine ends exactly between a rotation, which PostgreSQL has committed, and its answer. */
class UnheardRotationIT {
  private static final String COUNTER = "select max(counter) from login_session";

  private static final Duration STARTED = Duration.ofSeconds(30);

  @Test
  void killedBetweenRotationAndAnswerTheEngineLosesNobodysSession() {
    try (RealPostgres postgres = RealPostgres.start();
        Line line = Line.to(postgres.port())) {
      Map<String, String> settings = StoreSettings.of(postgres.jdbcUrl(line.port()));
      settings.putAll(Administrator.settings());
      try (TestingEngine engine = TestingEngine.start(settings)) {
        new StoreView(engine.client()).awaitPrimary(STARTED);
        Eventually.holds("the administrator was made", () -> isThere(engine));
        Browser page = Administrator.at(engine.client());
        String cookie = page.cookie(Browser.REFRESH);
        long before = postgres.count(COUNTER);
        line.withholdCommitAfter("update login_session");
        CompletableFuture<?> unheard =
            CompletableFuture.runAsync(page::refresh).exceptionally(nobody -> null);
        Eventually.holds("the rotation is committed", line::hasWithheldCommit);
        engine.kill();
        unheard.join();

        assertThat(postgres.count(COUNTER)).as("rotations").isEqualTo(before + 1);
        assertThat(page.cookie(Browser.REFRESH)).as("what the page has").isEqualTo(cookie);
        line.restore();
        engine.restart();
        assertThat(page.me().statusCode()).isEqualTo(200);
        Eventually.holds("the page goes on", () -> page.refresh().statusCode() == 200);
        assertThat(page.cookie(Browser.REFRESH)).isNotEqualTo(cookie);
        assertThat(page.refresh().statusCode()).isEqualTo(200);
      }
    }
  }

  /** In the background, when the database was there. */
  private static boolean isThere(TestingEngine engine) {
    return engine.client().get("/api/admin/users").body().contains(Administrator.EMAIL);
  }
}
