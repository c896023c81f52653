package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With no setting at all but the ports and the folder. */
class FirstStartIT {
  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    engine = TestingEngine.start(Map.of("KAREN_BOOTSTRAP_API_KEY", ""));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void theLogSaysWhereItListens() {
    assertThat(engine.logs())
        .contains("Karen listens on http://127.0.0.1:" + engine.client().port());
  }

  @Test
  void theLogNamesTheFilesAndNotWhatIsInThem() throws IOException {
    assertThat(engine.logs())
        .contains(file("first-api-key").toString(), file("setup-code").toString())
        .doesNotContain(text("first-api-key"), text("setup-code"));
  }

  @Test
  void theFilesAreOwnerOnly() throws IOException {
    for (String name : new String[] {"first-api-key", "setup-code", "api-keys.json", "secret"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  /** Journal, databases, logs, keys of TLS: all that it wrote by now. */
  @Test
  void requirement5WhateverTheEngineKeepsIsItsOwnersAlone() throws IOException {
    assertThat(engine.client().getAnonymously("/.well-known/jwks.json").statusCode())
        .as("signing keys are made")
        .isEqualTo(200);
    assertThat(engine.client().get("/v1/models").statusCode()).as("an event").isEqualTo(401);
    Eventually.holds("the audit log has begun", () -> Files.exists(file("audit-head")));
    try (Stream<Path> all = Files.walk(engine.dataFolder())) {
      List<String> names = new ArrayList<>();
      for (Path path : all.filter(Files::exists).toList()) {
        names.add(engine.dataFolder().relativize(path).toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .endsWith("------");
      }
      assertThat(names).contains("secret", "journal", "database", "tls/key.p12", "logs");
    }
  }

  @Test
  void theFirstKeyOpensTheDoor() throws IOException {
    assertThat(status(text("first-api-key")).body())
        .isNotEqualTo(engine.client().getAnonymously("/system/status").body());
  }

  @Test
  void aGoodStartLogsNoWarning() {
    assertThat(engine.logs()).doesNotContain("[WARNING", "[ERROR");
  }

  private static HttpResponse<String> status(String key) {
    URI status = URI.create(engine.client().baseUrl() + "/system/status");
    return engine.client().send(HttpRequest.newBuilder(status).header("x-api-key", key).build());
  }

  private static String text(String name) throws IOException {
    return Files.readString(file(name)).strip();
  }

  private static Path file(String name) {
    return engine.dataFolder().resolve(name);
  }
}
