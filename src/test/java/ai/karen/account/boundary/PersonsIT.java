package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people who are logged in may do, and what becomes of it when they change or leave. */
class PersonsIT {
  private static final String PASSWORD = "a long sentence for nobody";
  private static final String CHAT =
      "{\"model\":\"primary\",\"messages\":[{\"role\":\"user\",\"content\":\"What is Karen?\"}]}";

  private static TestingEngine engine;
  private static Browser administrator;

  @BeforeAll
  static void start() {
    engine = TestingEngine.start(Administrator.settings());
    administrator = Administrator.at(engine.client());
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void whoeverIsLoggedInChatsAndMakesKeysOfTheirOwn() {
    Person person = new Person();
    assertThat(person.browser.send("POST", "/v1/chat/completions", CHAT).statusCode())
        .isEqualTo(200);

    HttpResponse<String> made =
        person.browser.send(
            "POST", "/api/auth/api-keys", "{\"name\":\"mine\",\"scopes\":[\"chat\"]}");
    assertThat(made.statusCode()).isEqualTo(201);
    String key = Browser.json(made).getString("key");
    assertThat(chatBy(key)).isEqualTo(200);
    assertThat(person.browser.get("/api/auth/api-keys").body()).doesNotContain(key);
    assertThat(
            person
                .browser
                .send("POST", "/api/auth/api-keys", "{\"name\":\"more\",\"scopes\":[\"admin\"]}")
                .statusCode())
        .as("a scope beyond the own role")
        .isEqualTo(403);
  }

  @Test
  void administrationIsRefusedToUsersAndTheyAreToldWhy() {
    HttpResponse<String> refusal = new Person().browser.get("/api/admin/users");
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(Browser.json(refusal).getJsonArray("next_steps")).isNotEmpty();
    Eventually.holds(
        "the refusal is written down",
        () -> administrator.get("/api/admin/security/events").body().contains("insufficient_role"));
    assertThat(administrator.get("/api/admin/users").statusCode()).isEqualTo(200);
    assertThat(administrator.get("/api/admin/security/events").statusCode()).isEqualTo(200);
  }

  @Test
  void aChangedPasswordEndsTheOtherSessionsWhereAskedFor() {
    Person person = new Person();
    Browser other = person.loggedIn();
    String chosen = "another sentence for nobody";

    assertThat(changed(person, "not the old one at all", chosen)).isEqualTo(403);
    assertThat(changed(person, PASSWORD, chosen)).isEqualTo(204);

    assertThat(person.browser.me().statusCode()).isEqualTo(200);
    assertThat(other.me().statusCode()).isEqualTo(401);
    assertThat(Browser.json(other.me()).getString("code")).isEqualTo("session_revoked");
    assertThat(person.logIn(PASSWORD)).isEqualTo(401);
    assertThat(person.logIn(chosen)).isEqualTo(200);
  }

  @Test
  void aChangedPasswordLeavesTheOtherSessionsAloneWhereNobodyAskedForTheirEnd() {
    Person person = new Person();
    Browser other = person.loggedIn();
    String body =
        "{\"old_password\":\"%s\",\"new_password\":\"another sentence for nobody\"}"
            .formatted(PASSWORD);

    assertThat(person.browser.send("POST", "/api/auth/password", body).statusCode()).isEqualTo(204);

    assertThat(person.browser.refresh().statusCode()).isEqualTo(200);
    assertThat(other.me().statusCode()).isEqualTo(200);
    assertThat(other.refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void aNewRoleComesWithTheNextTokenAndIsTakenBackAtOnce() {
    Person person = new Person();
    Browser browser = person.browser;
    assertThat(browser.get("/api/admin/users").statusCode()).isEqualTo(403);

    person.become("{\"role\":\"admin\"}");
    assertThat(browser.get("/api/admin/users").statusCode()).as("the old token").isEqualTo(403);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.get("/api/admin/users").statusCode()).isEqualTo(200);

    person.become("{\"role\":\"user\"}");
    assertThat(browser.get("/api/admin/users").statusCode()).as("the same token").isEqualTo(403);
    assertThat(browser.me().statusCode()).as("the session goes on").isEqualTo(200);
  }

  @Test
  void nobodyEndsOrTouchesAnothersSession() {
    Person person = new Person();
    String session = administrator.cookie(Browser.REFRESH).substring(0, 36);
    String path = "/api/auth/sessions/" + session;

    assertThat(person.browser.delete(path).statusCode()).isEqualTo(404);
    assertThat(person.browser.delete(path + "/tokens/" + "0".repeat(32)).statusCode())
        .isEqualTo(404);

    assertThat(administrator.me().statusCode()).isEqualTo(200);
    assertThat(administrator.refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyTakesAnothersKeyBack() {
    Person person = new Person();
    JsonObject key =
        Browser.json(
            person.browser.send(
                "POST", "/api/auth/api-keys", "{\"name\":\"mine\",\"scopes\":[\"chat\"]}"));
    String path = "/api/auth/api-keys/" + key.getString("id");
    Browser other = new Person().browser;

    assertThat(other.delete(path).statusCode()).isEqualTo(404);
    assertThat(other.delete(path + "?owner=" + person.id).statusCode()).isEqualTo(403);
    assertThat(administrator.delete(path).statusCode()).isEqualTo(404);
    assertThat(other.get("/api/auth/api-keys").body()).doesNotContain(key.getString("id"));

    assertThat(chatBy(key.getString("key"))).isEqualTo(200);
    assertThat(person.browser.delete(path).statusCode()).isEqualTo(204);
  }

  @Test
  void aPasswordHasTwelveToAHundredAndTwentyEightCharactersAndNotOneMore() {
    Person person = new Person();
    String twelve = "nine otters!";
    String longest =
        IntStream.range(1, 20)
            .mapToObj(number -> number + " otters")
            .collect(Collectors.joining(" and "))
            .substring(0, 128);
    String old = PASSWORD;
    for (String chosen :
        List.of(twelve, longest, "\uD83E\uDDA6".repeat(100) + longest.substring(100))) {
      assertThat(changed(person, old, chosen)).isEqualTo(204);
      assertThat(person.logIn(chosen)).isEqualTo(200);
      old = chosen;
    }
    for (String refused : List.of(twelve.substring(1), old + "\uD83E\uDDA6")) {
      HttpResponse<String> answer = change(person, old, refused);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Browser.json(answer).getString("code")).isEqualTo("password_length");
    }
    assertThat(made(twelve.substring(1))).isEqualTo(400);
    assertThat(made(twelve)).isEqualTo(201);
    assertThat(made(longest)).isEqualTo(201);
    assertThat(made(longest + "x")).isEqualTo(400);
  }

  private static int made(String password) {
    String body =
        "{\"email\":\"made-%s@example.org\",\"password\":\"%s\"}"
            .formatted(UUID.randomUUID(), password);
    return administrator.send("POST", "/api/admin/users", body).statusCode();
  }

  @Test
  void whatPeopleDoIsWrittenDownWithWhoWhenAndFromWhere() {
    Person person = new Person();
    String chosen = "another sentence for nobody";
    assertThat(changed(person, PASSWORD, chosen)).isEqualTo(204);
    assertThat(person.logIn("not the right one at all")).isEqualTo(401);
    assertThat(person.browser.logOut(false).statusCode()).isEqualTo(204);

    for (String kind : List.of("login", "password_changed", "logout")) {
      Eventually.holds(kind + " is written down", () -> isWritten(kind, "SUCCESS", person.id));
    }
    Eventually.holds("the failure is written down", () -> isWritten("login", "FAILURE", null));
  }

  /**
   * @param subject null for whomever
   */
  private static boolean isWritten(String kind, String outcome, String subject) {
    return Browser.json(administrator.get("/api/admin/security/events?limit=1000"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(event -> event.getString("kind").equals(kind))
        .filter(event -> event.getString("outcome").equalsIgnoreCase(outcome))
        .filter(event -> subject == null || subject.equals(event.getString("subject", null)))
        .anyMatch(
            event ->
                event.getString("address", "").equals("127.0.0.1")
                    && Instant.parse(event.getString("at")).isAfter(Instant.EPOCH));
  }

  @Test
  void theExportHasWhatTheEngineKnowsAndNoSecret() {
    Person person = new Person();
    person.browser.send("POST", "/api/auth/api-keys", "{\"name\":\"mine\",\"scopes\":[\"chat\"]}");
    person.browser.send("POST", "/api/conversations", "{\"title\":\"Of old times\"}");

    HttpResponse<String> answer = person.browser.get("/api/auth/export");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject export = Browser.json(answer);
    assertThat(export.getJsonObject("account").getString("email")).isEqualTo(person.email);
    assertThat(export.getJsonArray("api_keys")).hasSize(1);
    assertThat(export.getJsonArray("sessions")).hasSize(1);
    assertThat(export.getJsonArray("conversations")).hasSize(1);
    assertThat(answer.body()).contains("Of old times").doesNotContain("hash", "argon2", "kk_live_");
  }

  @Test
  void whoeverLeavesTakesEverythingAlong() {
    Person person = new Person();
    Browser other = person.loggedIn();
    String key =
        Browser.json(
                person.browser.send(
                    "POST", "/api/auth/api-keys", "{\"name\":\"mine\",\"scopes\":[\"chat\"]}"))
            .getString("key");

    assertThat(left(person, "not the right one at all")).isEqualTo(403);
    Eventually.holds("it is written down", () -> isWritten("user_deleted", "REFUSED", person.id));
    assertThat(administrator.get("/api/admin/security/events?limit=1000").body())
        .as("once, and not as a request that was refused besides")
        .doesNotContain("\"wrong_password\"");
    assertThat(left(person, PASSWORD)).isEqualTo(204);

    assertThat(person.browser.me().statusCode()).isEqualTo(401);
    assertThat(other.refresh().statusCode()).isEqualTo(401);
    assertThat(chatBy(key)).isEqualTo(401);
    assertThat(person.logIn(PASSWORD)).isEqualTo(401);
  }

  @Test
  void whoIsDisabledIsOutAtOnce() {
    Person person = new Person();
    String wishes = "{\"name\":\"mine\",\"scopes\":[\"chat\"]}";
    HttpResponse<String> made = person.browser.send("POST", "/api/auth/api-keys", wishes);
    String key = Browser.json(made).getString("key");
    assertThat(chatBy(key)).isEqualTo(200);

    person.become("{\"active\":false}");

    assertThat(chatBy(key)).isEqualTo(401);
    assertThat(person.browser.me().statusCode()).isEqualTo(401);
    assertThat(person.browser.refresh().statusCode()).isEqualTo(401);
    assertThat(person.logIn(PASSWORD)).isEqualTo(401);
  }

  private static int changed(Person person, String old, String chosen) {
    return change(person, old, chosen).statusCode();
  }

  private static HttpResponse<String> change(Person person, String old, String chosen) {
    String body =
        "{\"old_password\":\"%s\",\"new_password\":\"%s\",\"end_other_sessions\":true}"
            .formatted(old, chosen);
    return person.browser.send("POST", "/api/auth/password", body);
  }

  private static int left(Person person, String password) {
    return person
        .browser
        .send("DELETE", "/api/auth/me", "{\"password\":\"" + password + "\"}")
        .statusCode();
  }

  private static int chatBy(String key) {
    return engine
        .client()
        .send(
            engine
                .client()
                .request("/v1/chat/completions")
                .setHeader("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(CHAT))
                .build())
        .statusCode();
  }

  /** Made by the administrator, and logged in. */
  private static final class Person {
    private final String email = "person-" + UUID.randomUUID() + "@example.org";
    private final String id;
    private final Browser browser;

    private Person() {
      String body =
          "{\"email\":\"%s\",\"password\":\"%s\",\"role\":\"user\"}".formatted(email, PASSWORD);
      HttpResponse<String> made = administrator.send("POST", "/api/admin/users", body);
      assertThat(made.statusCode()).isEqualTo(201);
      id = Browser.json(made).getString("id");
      browser = loggedIn();
    }

    private Browser loggedIn() {
      Browser fresh = new Browser(engine.client());
      assertThat(fresh.logIn(email, PASSWORD).statusCode()).isEqualTo(200);
      return fresh;
    }

    private void become(String change) {
      String path = "/api/admin/users/" + id;
      assertThat(administrator.send("PATCH", path, change).statusCode()).isEqualTo(200);
    }

    private int logIn(String password) {
      return new Browser(engine.client()).logIn(email, password).statusCode();
    }
  }
}
