package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.audit.control.EntryJson;
import ai.karen.audit.entity.AuditEntry;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.testing.Browser;
import ai.karen.testing.CommandJar;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.RawSocket;
import ai.karen.testing.TestingEngine;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log through a kill, and what the operators' command says of it. */
class AuditIT {
  @TempDir private Path folder;

  @Test
  void requirement3TheLogOutlastsAKillNobodyForgesALineAndWhatWasChangedIsFound() throws Exception {
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
      nobodyForgesALine(engine);
      aLineTooFewOrTooManyIsFound(engine);
      nothingSecretIsWritten(engine);
    }
  }

  /** By line breaks and what editors take for them, wherever a caller can put some. */
  private static void nobodyForgesALine(TestingEngine engine) {
    String path = "/api/auth/sessions/x%E2%80%A8FORGED%E2%80%AE";
    new Calls(engine).send("DELETE", path, null, Map.of("Cookie", "a=b"));
    String text = "x\\r\\nFORGED\\u2028FORGED\\u001b[2K";
    String user = "{\"email\":\"%s@example.org\",\"password\":\"%s\",\"name\":\"%s\"}";
    String password = "seven mild harbours sing";
    EngineClient client = engine.client();
    client.post("/api/admin/users", user.formatted(text, password, text));
    client.post("/api/admin/users", user.formatted("eve", password, text));
    client.post("/api/auth/api-keys", "{\"scopes\":[\"chat\"],\"owner\":\"" + text + "\"}");
    new Browser(client).logIn("x\r\nFORGED@example.org", "x\r\nFORGED");
    String agent =
        "GET /v1/models HTTP/1.1\r\nHost: localhost:%d\r\nUser-Agent: x\n FORGED\u001b[2K\r\n"
            + "x-request-id: x\u001bFORGED\r\nAuthorization: Bearer a.b.c\r\n"
            + "Connection: close\r\n\r\n";
    RawSocket.exchange(client.port(), agent.formatted(client.port()), 1_000);

    Eventually.holds("the refusals are written", () -> written(engine).contains("FORGED"));
    Eventually.holds("the user is written", () -> written(engine).contains("user_created"));
    assertThat(written(engine)).doesNotContainPattern("[\\p{C}\\u2028\\u2029&&[^\n]]");
    assertThat(engine.logs().lines()).noneMatch(line -> line.strip().startsWith("FORGED"));
    assertThat(engine.logs()).doesNotContain("\u001b", "\u2028", "\u0085");
  }

  /** All that callers may have a part in. */
  private static String written(TestingEngine engine) {
    return events(engine).stream()
        .flatMap(
            event ->
                Stream.concat(
                    Stream.of(event.getString("kind"), event.getString("subject", "")),
                    event.getJsonObject("details").values().stream()
                        .map(value -> ((JsonString) value).getString())))
        .collect(Collectors.joining("\n"));
  }

  private void aLineTooFewOrTooManyIsFound(TestingEngine engine) throws IOException {
    List<JsonObject> all = events(engine);
    JsonObject middle =
        all.stream()
            .filter(event -> seq(event) > 1 && hasNext(event, all))
            .findFirst()
            .orElseThrow();
    List<JsonObject> fewer = all.stream().filter(event -> !event.equals(middle)).toList();
    List<JsonObject> more = Stream.concat(all.stream(), Stream.of(forgedAfter(middle))).toList();

    assertThat(check(engine, file(all))).startsWith("0 All ");
    assertThat(check(engine, file(fewer))).startsWith("1 Entry ").contains("between is missing");
    assertThat(check(engine, file(more))).startsWith("1 Entry ").contains("seal does not fit");
    assertThat(CommandJar.run("karen-audit.jar", "check", file(more)))
        .as("whose own hash is right is found without the secret")
        .startsWith("1 Entry ");
  }

  /** Of what people show and are given, in the entries or in any other file of the engine's. */
  private void nothingSecretIsWritten(TestingEngine engine) throws IOException {
    String wrong = "not the right one at all";
    String password = "nine quiet otters juggle";
    String chosen = "another sentence for nobody";
    List<String> secrets = new ArrayList<>(List.of(wrong, password, chosen));
    String user = "{\"email\":\"mary@example.org\",\"password\":\"%s\"}".formatted(password);
    String id = Calls.json(engine.client().post("/api/admin/users", user)).getString("id");
    Browser browser = new Browser(engine.client());
    assertThat(browser.logIn("mary@example.org", wrong).statusCode()).isEqualTo(401);
    assertThat(browser.logIn("mary@example.org", password).statusCode()).isEqualTo(200);
    secrets.addAll(secretsOf(browser));
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    secrets.addAll(secretsOf(browser));
    HttpResponse<String> made =
        browser.send("POST", "/api/auth/api-keys", "{\"scopes\":[\"chat\"]}");
    secrets.add(Calls.json(made).getString("key").substring("kk_live_12345678_".length()));
    String change = "{\"old_password\":\"%s\",\"new_password\":\"%s\"}";
    for (String old : List.of(wrong, password)) {
      browser.send("POST", "/api/auth/password", change.formatted(old, chosen));
    }
    assertThat(browser.logOut(false).statusCode()).isEqualTo(204);

    Eventually.holds(
        "all is written", () -> kindsOf(id, engine).containsAll(List.of("login", "logout")));
    assertThat(kindsOf(id, engine)).contains("password_changed");
    assertThat(events(engine).toString()).contains("api_key_created").doesNotContain(secrets);
    assertThat(Whereabouts.filesWith(id, engine.dataFolder())).isNotEmpty();
    for (String secret : secrets) {
      assertThat(Whereabouts.filesWith(secret, engine.dataFolder())).as(secret).isEmpty();
    }
    assertThat(check(engine, export(engine))).startsWith("0 All ");
  }

  /** What nobody but the browser may know. */
  private static List<String> secretsOf(Browser browser) {
    return Stream.of(
            browser.token(), browser.cookie(Browser.REFRESH), browser.cookie("__Host-karen_device"))
        .map(secret -> secret.substring(secret.lastIndexOf('.') + 1))
        .toList();
  }

  private static List<String> kindsOf(String subject, TestingEngine engine) {
    return events(engine).stream()
        .filter(event -> subject.equals(event.getString("subject", null)))
        .map(event -> event.getString("kind"))
        .toList();
  }

  private static boolean hasNext(JsonObject event, List<JsonObject> all) {
    return all.stream()
        .anyMatch(
            other ->
                other.getString("chain").equals(event.getString("chain"))
                    && seq(other) == seq(event) + 1);
  }

  private static long seq(JsonObject event) {
    return event.getJsonNumber("seq").longValue();
  }

  /** By somebody who knows how hashes are made, and not the deployment's secret. */
  private static JsonObject forgedAfter(JsonObject event) {
    AuditEntry forged =
        new AuditEntry(
            UUID.randomUUID(),
            UUID.fromString(event.getString("chain")),
            seq(event) + 1,
            Instant.parse(event.getString("at")),
            "login",
            "success",
            "nobody",
            "127.0.0.1",
            Map.of(),
            Instant.parse(event.getString("keep_until")),
            event.getString("hash"));
    return EntryJson.of(new SealedEntry(forged, forged.hash(), event.getString("seal")));
  }

  private Path file(List<JsonObject> events) throws IOException {
    return Files.write(
        folder.resolve("entries.json"), events.stream().map(String::valueOf).toList());
  }

  private static List<JsonObject> events(TestingEngine engine) {
    return Calls.json(engine.client().get("/api/admin/security/events?limit=1000"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class);
  }

  private static void refuse(TestingEngine engine, int times) {
    Calls calls = new Calls(engine);
    for (int time = 0; time < times; time++) {
      HttpResponse<String> answer = calls.send("POST", "/api/auth/logout", null, Map.of());
      assertThat(answer.statusCode()).isEqualTo(403);
    }
  }

  private static long refusals(TestingEngine engine) {
    return events(engine).stream()
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
