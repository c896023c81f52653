package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.json.entity.Json;
import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/** What is revoked at one node, and asked for at another one that has used it before. */
final class Revocations {
  /** By Redis: before a node would ask the database again. */
  private static final Duration HEARD = Duration.ofSeconds(8);

  /** Of no worth. */
  private static final String PASSWORD = "nine quiet otters juggle";

  private static final String OTHER = "seven mild harbours sing";

  private final String email = "user-" + UUID.randomUUID() + "@example.org";
  private final EngineClient here;
  private final EngineClient there;

  Revocations(TestingEngine here, TestingEngine there) {
    this.here = here.client();
    this.there = there.client();
  }

  /** The session goes on. */
  void ofOneToken() {
    Browser browser = Administrator.at(here);
    Browser elsewhere = elsewhere(browser);
    byte[] claims = Base64.getUrlDecoder().decode(browser.token().split("\\.")[1]);
    String id = Json.readObject(new String(claims, StandardCharsets.UTF_8)).getString("jti");
    String session = browser.cookie(Browser.REFRESH).substring(0, 36);

    assertThat(browser.delete("/api/auth/sessions/" + session + "/tokens/" + id).statusCode())
        .isEqualTo(204);

    requireHeard(elsewhere, "token_revoked");
    assertThat(elsewhere.refresh().statusCode()).isEqualTo(200);
    assertThat(elsewhere.me().statusCode()).isEqualTo(200);
  }

  void ofADisabledUser() {
    Browser administrator = Administrator.at(here);
    String path = "/api/admin/users/" + made(administrator);
    Browser elsewhere = elsewhere(loggedIn());

    assertThat(administrator.send("PATCH", path, "{\"active\":false}").statusCode()).isEqualTo(200);

    requireHeard(elsewhere, "session_revoked");
    assertThat(elsewhere.refresh().statusCode()).isEqualTo(401);
  }

  void byAChangedPassword() {
    made(Administrator.at(here));
    Browser browser = loggedIn();
    Browser elsewhere = elsewhere(loggedIn());
    String change =
        "{\"old_password\":\"%s\",\"new_password\":\"%s\",\"end_other_sessions\":true}"
            .formatted(PASSWORD, OTHER);

    assertThat(browser.send("POST", "/api/auth/password", change).statusCode()).isEqualTo(204);

    requireHeard(elsewhere, "session_revoked");
    assertThat(elsewhere.refresh().statusCode()).isEqualTo(401);
    assertThat(elsewhere(browser).refresh().statusCode()).as("their own").isEqualTo(200);
  }

  void ofAKey() {
    Browser browser = Administrator.at(here);
    JsonObject key =
        Browser.json(browser.send("POST", "/api/auth/api-keys", "{\"scopes\":[\"chat\"]}"));
    Browser program = new Browser(there);
    program.useToken(key.getString("key"));
    Eventually.holds("it is known", () -> program.get("/v1/models").statusCode() == 200);

    assertThat(browser.delete("/api/auth/api-keys/" + key.getString("id")).statusCode())
        .isEqualTo(204);

    Eventually.holds("it is refused", HEARD, () -> program.get("/v1/models").statusCode() == 401);
  }

  static void requireHeard(Browser elsewhere, String code) {
    Eventually.holds("it is refused", HEARD, () -> elsewhere.me().statusCode() == 401);
    assertThat(Browser.json(elsewhere.me()).getString("code")).isEqualTo(code);
  }

  /** The same browser, whose session the other node knows from now on. */
  private Browser elsewhere(Browser browser) {
    Browser copy = browser.copy();
    copy.goTo(there);
    assertThat(copy.me().statusCode()).isEqualTo(200);
    return copy;
  }

  /** A user's id. */
  private String made(Browser administrator) {
    String wishes = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    HttpResponse<String> made = administrator.send("POST", "/api/admin/users", wishes);
    assertThat(made.statusCode()).isEqualTo(201);
    return Browser.json(made).getString("id");
  }

  private Browser loggedIn() {
    Browser browser = new Browser(here);
    assertThat(browser.logIn(email, PASSWORD).statusCode()).isEqualTo(200);
    return browser;
  }
}
