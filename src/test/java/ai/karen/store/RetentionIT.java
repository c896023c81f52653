package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.Talk;
import ai.karen.testing.TestingEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Conversations outlive a start while the database is away, and old ones go from wherever they are:
 * local copies, the journal, the database.
 */
class RetentionIT {
  private static final Duration DRAINED = Duration.ofSeconds(30);

  @Test
  void whatIsTooOldGoesWhileTheDatabaseIsAwayAndStaysGone() {
    try (RealPostgres postgres = RealPostgres.start();
        TestingEngine engine = TestingEngine.start(StoreSettings.of(postgres))) {
      EngineClient client = engine.client();
      Talk copied = said(client, "A copy");
      postgres.kill();
      Talk journaled = said(client, "In the journal");
      engine.kill();
      engine.restart();
      assertThat(words(copied)).contains("A copy");
      assertThat(words(journaled)).contains("In the journal");
      assertThat(client.get("/api/auth/export").body()).contains("A copy", "In the journal");
      engine.kill();
      engine.restart(Map.of("KAREN_RETENTION_CONVERSATIONS", "PT1S"));
      List<Talk> old = List.of(copied, journaled);

      Eventually.holds("they are gone offline", () -> old.stream().allMatch(RetentionIT::isGone));
      String export = client.get("/api/auth/export").body();
      assertThat(export).doesNotContain("A copy", "In the journal");

      postgres.restart();
      StoreView stores = new StoreView(client);
      stores.awaitPrimary(DRAINED);
      stores.awaitDrained(DRAINED);
      assertThat(old).allMatch(RetentionIT::isGone);
      for (String table : List.of("conversation", "message", "message_vector")) {
        assertThat(postgres.count("select count(*) from " + table)).as(table).isZero();
      }
    }
  }

  private static Talk said(EngineClient client, String content) {
    Talk talk = Talk.begin(client);
    String body = "{\"content\":\"" + content + "\"}";
    assertThat(client.post(talk.messagesPath(), body).statusCode()).isEqualTo(200);
    assertThat(talk.newest().getString("role")).isEqualTo("assistant");
    return talk;
  }

  private static List<String> words(Talk talk) {
    return talk.messages().stream().map(message -> message.getString("content")).toList();
  }

  private static boolean isGone(Talk talk) {
    return talk.client().get(talk.path()).statusCode() == 404;
  }
}
