package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a page of another's could have sent, and the headers that keep pages apart. */
class CsrfIT {
  private static final String CREDENTIALS =
      "{\"email\":\"%s\",\"password\":\"%s\"}"
          .formatted(Administrator.EMAIL, Administrator.PASSWORD);

  private static TestingEngine engine;
  private static Calls calls;

  @BeforeAll
  static void start() {
    engine = TestingEngine.start(Administrator.settings());
    calls = new Calls(engine);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void aTokenIsToBeHadBeforeLogin() {
    HttpResponse<String> answer = calls.send("GET", "/api/auth/csrf", null, Map.of());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Calls.json(answer)).containsOnlyKeys("csrf_token", "expires_in");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .get()
        .asString()
        .startsWith("no-store");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow().replace("; ", ";"))
        .startsWith("__Host-karen_pre=")
        .containsIgnoringCase(";secure")
        .containsIgnoringCase(";httponly")
        .containsIgnoringCase(";samesite=strict")
        .containsIgnoringCase(";path=/")
        .containsIgnoringCase(";max-age=3600")
        .doesNotContainIgnoringCase("domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "refresh", "logout"})
  void withTokenAndOriginTheCallGoesOn(String call) {
    Map<String, String> page = page();
    assertThat(statusBeyondTheFilter(call, page)).isTrue();
    page.remove("Origin");
    page.put("Sec-Fetch-Site", "same-origin");
    assertThat(statusBeyondTheFilter(call, page)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "refresh", "logout"})
  void withoutTheTokenItIsRefused(String call) {
    Map<String, String> page = page();
    page.remove("X-CSRF-Token");
    HttpResponse<String> answer = post(call, page);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Calls.code(answer)).isEqualTo("csrf_missing");
    assertThat(Calls.json(answer).getJsonArray("next_steps")).isNotEmpty();
    assertThat(post(call, Map.of()).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "refresh", "logout"})
  void anotherBrowsersTokenIsRefused(String call) {
    Map<String, String> page = page();
    page.put("X-CSRF-Token", page().get("X-CSRF-Token"));
    assertThat(Calls.code(post(call, page))).isEqualTo("csrf_invalid");
    // The token of before login is none for a session.
    Map<String, String> session = page();
    session.put("Cookie", session.get("Cookie") + "; " + refresh(loggedIn()));
    assertThat(Calls.code(post(call, session))).isEqualTo("csrf_invalid");
  }

  @Test
  void aSessionsTokenIsBoundToItAndSetsNoCookie() {
    String session = loggedIn();
    HttpResponse<String> answer =
        calls.send("GET", "/api/auth/csrf", null, Map.of("Cookie", refresh(session)));
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    Map<String, String> page = new HashMap<>();
    page.put("Cookie", refresh(session));
    page.put("Origin", calls.origin());
    page.put("X-CSRF-Token", Calls.json(answer).getString("csrf_token"));
    assertThat(statusBeyondTheFilter("refresh", page)).isTrue();
    page.put("Cookie", refresh(loggedIn()));
    assertThat(Calls.code(post("refresh", page))).isEqualTo("csrf_invalid");
  }

  @Test
  void whoKnowsASessionsIdAloneGetsNoTokenForIt() {
    String session = loggedIn();
    String forged = session.substring(0, 36) + ".0.01234567." + "0123456789abcdef".repeat(4);
    HttpResponse<String> answer =
        calls.send("GET", "/api/auth/csrf", null, Map.of("Cookie", refresh(forged)));
    assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).startsWith("__Host-karen_pre");
    Map<String, String> page = new HashMap<>();
    page.put("Cookie", refresh(session));
    page.put("Origin", calls.origin());
    page.put("X-CSRF-Token", Calls.json(answer).getString("csrf_token"));
    assertThat(Calls.code(post("logout", page))).isEqualTo("csrf_invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, cross-site",
    "https://evil.example,",
    "http://127.0.0.1:1, same-site",
    "http://localhost.evil.example, same-site",
    "null, cross-site",
    ", cross-site",
    ", same-site",
  })
  void anotherOriginIsRefusedWhateverItsToken(String origin, String site) {
    Map<String, String> page = page();
    page.remove("Origin");
    if (origin != null) {
      page.put("Origin", origin);
    }
    if (site != null) {
      page.put("Sec-Fetch-Site", site);
    }
    for (String call : List.of("login", "refresh", "logout")) {
      HttpResponse<String> answer = post(call, page);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Calls.code(answer)).isEqualTo("origin_refused");
    }
  }

  @Test
  void aRequestThatCarriesACookieMustSayWhereItComesFrom() {
    Map<String, String> page = page();
    page.remove("Origin");
    assertThat(Calls.code(post("refresh", page))).isEqualTo("origin_refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; a=b"})
  void bodiesThatPagesMaySendUnaskedAreRefused(String type) {
    Map<String, String> page = page();
    page.put("Content-Type", type);
    for (String call : List.of("login", "refresh", "logout")) {
      HttpResponse<String> answer = calls.send("POST", "/api/auth/" + call, "{}", page);
      assertThat(answer.statusCode()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auth/%6Cogin", "/api/auth/login/", "/api/auth/%72efresh"})
  void noSpellingPassesByTheCheck(String path) {
    HttpResponse<String> answer =
        calls.send(
            "POST",
            path,
            "{}",
            Map.of("Content-Type", "application/json", "Authorization", "Bearer x"));
    assertThat(answer.statusCode()).isIn(400, 403);
  }

  @Test
  void whatACookieAloneAuthenticatesNeedsATokenElsewhereToo() {
    Map<String, String> page = page();
    page.remove("X-CSRF-Token");
    HttpResponse<String> answer =
        calls.send("DELETE", "/api/auth/sessions/" + UUID.randomUUID(), null, page);
    assertThat(Calls.code(answer)).isEqualTo("csrf_missing");
  }

  @Test
  void requirement3WhoLogsOutByAnAccessTokenAloneNeedsNoCsrfToken() {
    Browser browser = Administrator.at(engine.client());
    Map<String, String> bearer = new HashMap<>();
    bearer.put("Authorization", "Bearer " + browser.token());
    bearer.put("Cookie", refresh(browser.cookie(Browser.REFRESH)));
    assertThat(Calls.code(post("logout", bearer)))
        .as("a cookie makes it a browser's call")
        .isEqualTo("origin_refused");
    assertThat(browser.me().statusCode()).isEqualTo(200);
    bearer.remove("Cookie");

    assertThat(post("logout", bearer).statusCode()).isEqualTo(204);

    assertThat(Browser.json(browser.me()).getString("code")).isEqualTo("session_revoked");
    assertThat(Calls.code(post("logout", bearer))).isEqualTo("session_revoked");
    for (String call : List.of("login", "refresh")) {
      assertThat(Calls.code(post(call, bearer))).as(call).isEqualTo("csrf_missing");
    }
  }

  @Test
  void aRefusalIsAnEventThatAdministratorsSeeFromWhereItReallyCame() {
    Map<String, String> page = page();
    page.put("Origin", "https://evil.example");
    page.put("X-Forwarded-For", "6.6.6.6");
    page.put("Forwarded", "for=6.6.6.6");
    page.put("$WSRA", "6.6.6.6");
    page.put("$WSIS", "true");
    assertThat(Calls.code(post("logout", page))).isEqualTo("origin_refused");
    Eventually.holds("the refusal is an event", () -> !refusals().isEmpty());
    assertThat(engine.client().get("/api/admin/security/events").body()).doesNotContain("6.6.6.6");
    assertThat(refusals())
        .allSatisfy(event -> assertThat(event.getString("address")).isEqualTo("127.0.0.1"));
    assertThat(engine.client().get("/metrics").body())
        .contains("karen_security_events_total{kind=\"request_refused\"");
  }

  @Test
  void requirement3ForwardingHeadersOfWhoIsNoTrustedProxyChangeNothing() {
    HttpResponse<String> plain =
        calls.send("POST", "/api/auth/login", CREDENTIALS, sending(page()));
    HttpResponse<String> spoofed =
        calls.send("POST", "/api/auth/login", CREDENTIALS, spoofing(sending(page())));

    assertThat(spoofed.statusCode()).isEqualTo(200);
    assertThat(cookiesOf(spoofed)).isEqualTo(cookiesOf(plain));
    assertThat(spoofed.headers().firstValue("Strict-Transport-Security")).isEmpty();
    Map<String, String> bearer =
        Map.of("Authorization", "Bearer " + Calls.json(spoofed).getString("access_token"));
    assertThat(calls.send("GET", "/api/auth/sessions", null, spoofing(bearer)).body())
        .contains("127.0.0.1")
        .doesNotContain("6.6.6.6");
    Map<String, String> page = spoofing(sending(page()));
    page.put("Origin", "https://evil.example");
    assertThat(Calls.code(calls.send("POST", "/api/auth/login", CREDENTIALS, page)))
        .isEqualTo("origin_refused");
    assertThat(engine.client().get("/api/admin/security/events?limit=1000").body())
        .doesNotContain("6.6.6.6");
  }

  private static Map<String, String> sending(Map<String, String> page) {
    page.put("Content-Type", "application/json");
    return page;
  }

  private static Map<String, String> spoofing(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("X-Forwarded-For", "6.6.6.6");
    all.put("X-Real-IP", "6.6.6.6");
    all.put("X-Forwarded-Proto", "https");
    all.put("X-Forwarded-Host", "evil.example");
    all.put("Forwarded", "for=6.6.6.6;proto=https;host=evil.example");
    return all;
  }

  /** Names and attributes, without what each login has for itself. */
  private static List<String> cookiesOf(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.replaceFirst("=[^;]*", ""))
        .toList();
  }

  @Test
  void eventsComeInPagesTheNewestFirst() {
    for (int call = 0; call < 5; call++) {
      post("login", Map.of());
    }
    Eventually.holds("there are events", () -> refusals().size() >= 5);
    JsonObject first = Calls.json(engine.client().get("/api/admin/security/events?limit=2"));
    assertThat(first.getJsonArray("data")).hasSize(2);
    JsonObject second =
        Calls.json(
            engine
                .client()
                .get(
                    "/api/admin/security/events?limit=2&cursor=" + first.getString("next_cursor")));
    assertThat(second.getJsonArray("data").getJsonObject(0).getString("at"))
        .isLessThanOrEqualTo(first.getJsonArray("data").getJsonObject(1).getString("at"));
    assertThat(second.getJsonArray("data")).doesNotContainAnyElementsOf(first.getJsonArray("data"));
    assertThat(engine.client().get("/api/admin/security/events?cursor=x").statusCode())
        .isEqualTo(400);
    assertThat(engine.client().get("/api/admin/security/events?limit=0").statusCode())
        .isEqualTo(400);
    assertThat(engine.client().getAnonymously("/api/admin/security/events").statusCode())
        .isEqualTo(401);
  }

  private static List<JsonObject> refusals() {
    return Calls.json(engine.client().get("/api/admin/security/events?limit=1000"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(event -> event.getString("kind").equals("request_refused"))
        .toList();
  }

  /** Whoever answers behind the filter, it is not the filter. */
  private static boolean statusBeyondTheFilter(String call, Map<String, String> headers) {
    HttpResponse<String> answer = post(call, headers);
    return answer.statusCode() != 403 && answer.statusCode() != 415 && answer.statusCode() < 500;
  }

  private static HttpResponse<String> post(String call, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return calls.send("POST", "/api/auth/" + call, "{}", all);
  }

  private static Map<String, String> page() {
    HttpResponse<String> answer = calls.send("GET", "/api/auth/csrf", null, Map.of());
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    Map<String, String> headers = new HashMap<>();
    headers.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
    headers.put("X-CSRF-Token", Calls.json(answer).getString("csrf_token"));
    headers.put("Origin", calls.origin());
    return headers;
  }

  private static String refresh(String value) {
    return Browser.REFRESH + "=" + value;
  }

  /** The refresh value of a session of its own. */
  private static String loggedIn() {
    return Administrator.at(engine.client()).cookie(Browser.REFRESH);
  }
}
