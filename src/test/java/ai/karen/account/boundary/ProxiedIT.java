package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Moments;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy that the operator trusts, with other origins allowed. */
class ProxiedIT {
  private static final String FRIEND = "https://friend.example";
  private static final String STRICT = "Strict-Transport-Security";
  private static final String APP = "https://app.example";
  private static final String CREDENTIALS =
      "{\"email\":\"%s\",\"password\":\"%s\"}"
          .formatted(Administrator.EMAIL, Administrator.PASSWORD);

  private static TestingEngine engine;
  private static Calls calls;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(Administrator.settings());
    settings.put("KAREN_HTTP_TRUSTED_PROXIES", "127.0.0.0/8");
    settings.put("KAREN_LOGIN_ACCOUNTS_PER_ADDRESS", "2");
    settings.put("KAREN_HTTP_ALLOWED_ORIGINS", FRIEND);
    settings.put("KAREN_HTTP_CORS_ORIGINS", APP);
    engine = TestingEngine.start(settings);
    calls = new Calls(engine);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void theProxySaysWhoCallsAndHowTheEngineIsCalled() {
    Map<String, String> page = page();
    page.put("Origin", "https://karen.example");
    page.put("X-Forwarded-Proto", "https");
    page.put("X-Forwarded-Host", "karen.example");
    page.put("X-Forwarded-For", "1.2.3.4, 198.51.100.7");
    page.put("Forwarded", "for=1.2.3.4");
    assertThat(post(page).statusCode()).isNotEqualTo(403);
    page.remove("X-CSRF-Token");
    assertThat(Calls.code(post(page))).isEqualTo("csrf_missing");
    Eventually.holds(
        "the client's address is known",
        () ->
            engine
                .client()
                .get("/api/admin/security/events")
                .body()
                .contains("\"address\":\"198.51.100.7\""));
    assertThat(engine.client().get("/api/admin/security/events").body()).doesNotContain("1.2.3.4");
  }

  @Test
  void browsersStayWithTheTlsOfTheProxy() {
    Map<String, String> page = page();
    page.put("X-Forwarded-Proto", "https");
    for (String path : new String[] {"/api/auth/csrf", "/v1/models", "/nowhere", "/a/../b"}) {
      assertThat(calls.send("GET", path, null, page).headers().firstValue(STRICT))
          .as(path)
          .hasValue("max-age=31536000");
    }
    page.put("X-Forwarded-Proto", "http");
    assertThat(calls.send("GET", "/api/auth/csrf", null, page).headers().firstValue(STRICT))
        .isEmpty();
  }

  @Test
  void whatTheProxyTookInPlainIsRefusedAlsoOnThisComputer() {
    Map<String, String> page = page();
    page.put("Origin", "http://karen.example");
    page.put("X-Forwarded-Proto", "http");
    page.put("X-Forwarded-Host", "karen.example");
    page.put("Content-Type", "application/json");
    assertThat(Calls.code(calls.send("POST", "/api/auth/login", CREDENTIALS, page)))
        .isEqualTo("tls_required");
    assertThat(Calls.code(calls.send("POST", "/api/setup", "{}", page))).isEqualTo("tls_required");
    page.put("Authorization", "Bearer " + token("203.0.113.9"));
    assertThat(Calls.code(calls.send("POST", "/api/auth/password", "{}", page)))
        .isEqualTo("tls_required");
  }

  @Test
  void requirement3AttemptsAreHeldBackByTheAddressThatTheProxyTells() {
    for (int account = 0; account < 2; account++) {
      assertThat(guess("stranger" + account, "192.0.2.1").statusCode()).isEqualTo(401);
    }

    assertThat(Calls.code(guess("stranger2", "192.0.2.1"))).isEqualTo("too_many_attempts");

    assertThat(guess("stranger2", "192.0.2.77").statusCode()).as("from elsewhere").isEqualTo(401);
  }

  private static HttpResponse<String> guess(String name, String address) {
    String body = "{\"email\":\"" + name + "@example.org\",\"password\":\"not the password\"}";
    return calls.send("POST", "/api/auth/login", body, browserAt(address));
  }

  @Test
  void aTokenThatIsUsedFromTwoNetworksWithinAMinuteIsWrittenDown() {
    String token = token("198.51.100.7");
    assertThat(me(token, "198.51.100.7").statusCode()).isEqualTo(200);
    assertThat(me(token, "203.0.113.9").statusCode()).as("a page goes on").isEqualTo(200);
    Eventually.holds(
        "it is written down",
        () ->
            engine
                .client()
                .get("/api/admin/security/events")
                .body()
                .contains("anomaly_token_two_networks"));
  }

  @Test
  void aRefreshFromTwoNetworksWithinAMinuteAsksForThePasswordAgain() {
    Map<String, String> page = browserAt("198.51.100.7");
    ProxiedPages.keep(calls.send("POST", "/api/auth/login", CREDENTIALS, page), page);
    HttpResponse<String> first = ProxiedPages.refresh(calls, page, "198.51.100.7");
    assertThat(first.statusCode()).isEqualTo(200);
    ProxiedPages.keep(first, page);

    HttpResponse<String> elsewhere = ProxiedPages.refresh(calls, page, "203.0.113.9");

    assertThat(elsewhere.statusCode()).isEqualTo(401);
    assertThat(Calls.code(elsewhere)).isEqualTo("step_up_required");
    assertThat(
            calls
                .send("POST", "/api/auth/login", CREDENTIALS, browserAt("203.0.113.9"))
                .statusCode())
        .as("the password is enough")
        .isEqualTo(200);
    assertThat(engine.client().get("/metrics").body())
        .contains("karen_security_events_total{kind=\"anomaly_two_networks\"");
  }

  @Test
  void theFirstRefreshInAnotherNetworkThanTheLoginsAsksForThePasswordAgain() {
    Map<String, String> page = browserAt("198.51.100.8");
    ProxiedPages.keep(calls.send("POST", "/api/auth/login", CREDENTIALS, page), page);

    HttpResponse<String> elsewhere = ProxiedPages.refresh(calls, page, "203.0.113.10");

    assertThat(elsewhere.statusCode()).isEqualTo(401);
    assertThat(Calls.code(elsewhere)).isEqualTo("step_up_required");
  }

  @Test
  void theFirstUseInAnotherNetworkThanTheLoginsIsWrittenDown() {
    HttpResponse<String> login =
        calls.send("POST", "/api/auth/login", CREDENTIALS, browserAt("198.51.100.9"));
    assertThat(me(Calls.json(login).getString("access_token"), "203.0.113.11").statusCode())
        .isEqualTo(200);

    String subject = "session:" + session(login);
    Eventually.holds(
        "it is written down",
        () ->
            Calls.json(engine.client().get("/api/admin/security/events?limit=1000"))
                .getJsonArray("data")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(event -> event.getString("kind").equals("anomaly_token_two_networks"))
                .anyMatch(event -> event.getString("subject").equals(subject)));
  }

  private static String session(HttpResponse<String> login) {
    return login.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(Browser.REFRESH + "="))
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf('.')))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void afterFiveFailuresTheNextAttemptWaitsASecondAndThenTwiceAsLong() {
    String address = "198.51.100.77";
    String email = "five@example.org";
    for (int failure = 0; failure < 5; failure++) {
      assertThat(ProxiedPages.logIn(calls, address, email, "wrong").statusCode()).isEqualTo(401);
    }
    assertHeldBack(ProxiedPages.logIn(calls, address, email, "wrong"), "1");
    Moments.let(Duration.ofMillis(1_050));
    assertThat(ProxiedPages.logIn(calls, address, email, "wrong").statusCode()).isEqualTo(401);
    assertHeldBack(ProxiedPages.logIn(calls, address, email, "wrong"), "2");
  }

  private static void assertHeldBack(HttpResponse<String> answer, String seconds) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue(seconds);
  }

  private static HttpResponse<String> me(String token, String address) {
    return calls.send(
        "GET",
        "/api/auth/me",
        null,
        Map.of("Authorization", "Bearer " + token, "X-Forwarded-For", address));
  }

  /** Of a login from there. */
  private static String token(String address) {
    return Calls.json(calls.send("POST", "/api/auth/login", CREDENTIALS, browserAt(address)))
        .getString("access_token");
  }

  private static Map<String, String> browserAt(String address) {
    return ProxiedPages.browserAt(calls, address);
  }

  @Test
  void anAllowedOriginMaySendFromAnotherSite() {
    Map<String, String> page = page();
    page.put("Origin", FRIEND);
    page.put("Sec-Fetch-Site", "cross-site");
    assertThat(post(page).statusCode()).isNotEqualTo(403);
    page.put("Origin", APP);
    assertThat(Calls.code(post(page))).isEqualTo("origin_refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/api/auth/login", "/api/conversations"})
  void aPreflightOfAnAllowedOriginIsAnswered(String path) {
    HttpResponse<String> answer =
        calls.send(
            "OPTIONS", path, null, Map.of("Origin", APP, "Access-Control-Request-Method", "POST"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(APP);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .get()
        .asString()
        .contains("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .get()
        .asString()
        .contains("Authorization");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
  }

  @Test
  void anotherOriginsPreflightIsRefusedPlainly() {
    HttpResponse<String> answer =
        calls.send(
            "OPTIONS",
            "/v1/chat/completions",
            null,
            Map.of("Origin", "https://evil.example", "Access-Control-Request-Method", "POST"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @Test
  void anAllowedOriginMayReadAnswersAndErrors() {
    HttpResponse<String> answer = calls.send("GET", "/v1/models", null, Map.of("Origin", APP));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(APP);
    assertThat(
            calls
                .send("GET", "/v1/models", null, Map.of("Origin", "https://evil.example"))
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  private static HttpResponse<String> post(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return calls.send("POST", "/api/auth/logout", "{}", all);
  }

  private static Map<String, String> page() {
    return ProxiedPages.page(calls);
  }
}
