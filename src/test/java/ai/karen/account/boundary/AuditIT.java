package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.CommandJar;
import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log through a kill, and what the operators' command says of it. */
class AuditIT {
  @TempDir private Path folder;

  @Test
  void theLogOutlastsAKillIsFoundWholeAndAChangedOneIsFoundOut() throws Exception {
    try (TestingEngine engine = TestingEngine.start(Map.of())) {
      refuse(engine, 5);
      Eventually.holds("five refusals are written", () -> refusals(engine) == 5);
      engine.kill();
      engine.restart();
      refuse(engine, 3);
      Eventually.holds("all refusals are there", () -> refusals(engine) == 8);
      Path export = export(engine);
      assertThat(check(engine, export)).isEqualTo("0 All 10 entries are whole.");
      String text = Files.readString(export);
      Files.writeString(export, text.replaceFirst("csrf_missing", "csrf_invalid"));
      assertThat(check(engine, export)).startsWith("1 Entry ").contains("was changed");
    }
  }

  private static void refuse(TestingEngine engine, int times) {
    Calls calls = new Calls(engine);
    for (int time = 0; time < times; time++) {
      HttpResponse<String> answer = calls.send("POST", "/api/auth/logout", null, Map.of());
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  private static long refusals(TestingEngine engine) {
    return Calls.json(engine.client().get("/api/admin/security/events?limit=1000"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(event -> event.getString("kind").equals("request_refused"))
        .count();
  }

  /** As an operator would: page by page. */
  private Path export(TestingEngine engine) throws IOException {
    List<String> pages = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      String path = "/api/admin/security/events?limit=3" + cursor;
      String page = engine.client().get(path).body();
      pages.add(page);
      String next = Calls.json(engine.client().get(path)).getString("next_cursor", null);
      cursor = next == null ? null : "&cursor=" + next;
    }
    return Files.write(folder.resolve("export.json"), pages);
  }

  /** Returns the exit code and the first line. */
  private static String check(TestingEngine engine, Path export) {
    Path secret = engine.dataFolder().resolve("secret");
    return CommandJar.run("karen-audit.jar", "check", "--secret", secret, export);
  }
}
