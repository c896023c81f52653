package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EvenLoad;
import ai.karen.testing.Eventually;
import ai.karen.testing.ForeignIssuer;
import ai.karen.testing.RawSocket;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Scale;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Login and sessions on one engine with everything in its data folder. */
class LoginIT {
  private static final ForeignIssuer ISSUER = new ForeignIssuer();

  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(Administrator.settings());
    settings.putAll(ISSUER.settings());
    engine = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    engine.close();
    ISSUER.close();
  }

  @Test
  void aLoginBringsAnAccessTokenAndACookie() {
    Browser browser = new Browser(engine.client());
    HttpResponse<String> login = browser.logIn(Administrator.EMAIL, Administrator.PASSWORD);

    JsonObject body = Browser.json(login);
    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(body.keySet())
        .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "user");
    assertThat(body.getString("token_type")).isEqualTo("bearer");
    assertThat(body.getInt("expires_in")).isEqualTo(600);
    assertThat(body.getJsonObject("user").getString("email")).isEqualTo(Administrator.EMAIL);
    assertKeptForAWeekByThisOriginAlone(login);
    assertThat(login.headers().firstValue("Cache-Control").orElse("")).startsWith("no-store");
    assertThat(browser.me().statusCode()).isEqualTo(200);
    assertThat(Browser.json(browser.me()).getString("role")).isEqualTo("admin");
  }

  /** And out of reach for what runs in pages. */
  private static void assertKeptForAWeekByThisOriginAlone(HttpResponse<String> answer) {
    String rules = refreshCookie(answer).replaceFirst("=[^;]+", "");
    String life = rules.replaceFirst(".*; Max-Age=(\\d+);.*", "$1");

    assertThat(rules.replace(life, "").split("; *"))
        .containsExactlyInAnyOrder(
            Browser.REFRESH, "Max-Age=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict");
    assertThat(Integer.parseInt(life)).as("but for a moment").isBetween(604_740, 604_800);
  }

  @Test
  void aWrongPasswordAndAnUnknownUserAreAnsweredAlike() {
    HttpResponse<String> wrong =
        new Browser(engine.client()).logIn(Administrator.EMAIL, "not the right one at all");
    HttpResponse<String> unknown =
        new Browser(engine.client()).logIn("nobody@example.org", "not the right one at all");

    for (HttpResponse<String> refusal : List.of(wrong, unknown)) {
      assertThat(refusal.statusCode()).isEqualTo(401);
      assertThat(Browser.json(refusal).getString("code")).isEqualTo("invalid_credentials");
      assertThat(refusal.headers().allValues("Set-Cookie"))
          .noneMatch(cookie -> cookie.startsWith(Browser.REFRESH));
    }
    assertThat(Browser.json(wrong).getString("detail"))
        .isEqualTo(Browser.json(unknown).getString("detail"));
  }

  @Test
  void aPageRefreshGoesOnWithTheSession() {
    Browser browser = Administrator.at(engine.client());
    String first = browser.cookie(Browser.REFRESH);

    HttpResponse<String> refresh = browser.refresh();

    assertThat(refresh.statusCode()).isEqualTo(200);
    assertKeptForAWeekByThisOriginAlone(refresh);
    assertThat(browser.cookie(Browser.REFRESH)).isNotEqualTo(first);
    assertThat(browser.me().statusCode()).isEqualTo(200);
  }

  @Test
  void anAuthorizationHeaderIsIgnoredByRefresh() {
    Calls calls = new Calls(engine);
    String cookie =
        Browser.REFRESH + "=" + Administrator.at(engine.client()).cookie(Browser.REFRESH);
    String csrf =
        Browser.json(calls.send("GET", "/api/auth/csrf", null, Map.of("Cookie", cookie)))
            .getString("csrf_token");
    Map<String, String> headers = new HashMap<>();
    headers.put("Cookie", cookie);
    headers.put("Origin", calls.origin());
    headers.put("X-CSRF-Token", csrf);
    for (String wrong : List.of("a.b.c", "kk_live_of_nobody", TestingEngine.KEY)) {
      headers.put("Authorization", "Bearer " + wrong);
      assertThat(calls.send("POST", "/api/auth/refresh", null, headers).statusCode())
          .isEqualTo(200);
    }
    headers.remove("Cookie");
    assertThat(calls.send("POST", "/api/auth/refresh", null, headers).statusCode())
        .as("a key is no session")
        .isEqualTo(403);
  }

  @Test
  void fiftyPagesThatRefreshAtOnceGetOneSuccessorAndAllGoOn() {
    new PageRaces(engine).refreshAtOnce(Scale.of("page-refreshes", 2));
  }

  @Test
  void whateverRefreshesMeanwhileAnAcknowledgedLogoutLeavesNothingAlive() {
    new PageRaces(engine).refreshAgainstLogout(Scale.of("page-logouts", 5));
  }

  @Test
  void manyRefreshesWithinTenSecondsMakeNoReuseOfALostAnswer() {
    Browser browser = Administrator.at(engine.client());
    Browser tab = browser.copy();
    for (int page = 0; page < 40; page++) {
      assertThat(browser.refresh().statusCode()).isEqualTo(200);
    }

    assertThat(tab.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.me().statusCode()).isEqualTo(200);
  }

  @Test
  void whatALogoutEndedIsDeadAtOnce() {
    Browser browser = Administrator.at(engine.client());
    Browser thief = browser.copy();
    assertThat(thief.me().statusCode()).isEqualTo(200);

    assertThat(browser.logOut(false).statusCode()).isEqualTo(204);

    assertThat(browser.cookie(Browser.REFRESH)).isNull();
    assertRefused(thief.me(), "session_revoked");
    HttpResponse<String> refresh = thief.refresh();
    assertRefused(refresh, "session_revoked");
    assertThat(refresh.headers().allValues("Set-Cookie"))
        .as("a refusal deletes nothing")
        .noneMatch(cookie -> cookie.startsWith(Browser.REFRESH));
  }

  @Test
  void logoutEverywhereAndEndingOneSessionReachTheOthers() {
    Browser one = Administrator.at(engine.client());
    Browser other = Administrator.at(engine.client());
    String id = other.cookie(Browser.REFRESH).substring(0, 36);
    assertThat(one.get("/api/auth/sessions").body()).contains(id, "Karen's tests", "127.0.0.1");

    assertThat(one.delete("/api/auth/sessions/" + id).statusCode()).isEqualTo(204);
    assertRefused(other.me(), "session_revoked");
    assertThat(one.delete("/api/auth/sessions/" + new UUID(1, 2)).statusCode()).isEqualTo(404);
    assertThat(one.delete("/api/auth/sessions/nonsense").statusCode()).isEqualTo(404);

    Browser third = Administrator.at(engine.client());
    assertThat(one.logOut(true).statusCode()).isEqualTo(204);
    assertRefused(third.me(), "session_revoked");
  }

  @Test
  void oneTokenIsRevokedAndTheSessionGoesOn() {
    Browser browser = Administrator.at(engine.client());
    String payload =
        new String(
            Base64.getUrlDecoder().decode(browser.token().split("\\.")[1]), StandardCharsets.UTF_8);
    String id = payload.replaceAll(".*\"jti\":\"([0-9a-f]+)\".*", "$1");
    String tokens =
        "/api/auth/sessions/" + browser.cookie(Browser.REFRESH).substring(0, 36) + "/tokens/";
    for (String unknown : List.of("0".repeat(32), id.replaceFirst("..", "zz"), "nonsense")) {
      assertThat(browser.delete(tokens + unknown).statusCode()).as("never issued").isEqualTo(404);
    }

    assertThat(browser.delete(tokens + id).statusCode()).isEqualTo(204);

    assertRefused(browser.me(), "token_revoked");
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.me().statusCode()).isEqualTo(200);
  }

  @Test
  void tokensWorkWhereKeysDo() {
    Browser browser = Administrator.at(engine.client());

    assertThat(browser.get("/v1/models").statusCode()).isEqualTo(200);
    assertThat(browser.get("/api/conversations").statusCode()).isEqualTo(200);
    assertThat(browser.get("/system/status").body()).contains("settings_problems");
    assertThat(chat(browser.token()).statusCode()).isEqualTo(200);
    assertRefused(chat(browser.token() + "x"), "token_invalid");
  }

  @Test
  void aKeyIsNoPerson() {
    HttpResponse<String> refusal = engine.client().get("/api/auth/me");

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(Browser.json(refusal).getString("code")).isEqualTo("login_required");
    HttpResponse<String> nobody = engine.client().getAnonymously("/api/auth/me");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(Browser.json(nobody).getJsonArray("next_steps")).isNotEmpty();
  }

  @Test
  void whatIsNoTokenIsExplained() {
    Browser browser = Administrator.at(engine.client());
    browser.useToken(browser.cookie(Browser.REFRESH));
    assertThat(browser.me().statusCode()).as("refresh as access").isEqualTo(401);
    browser.useToken("eyJhbGciOiJub25lIn0.e30.");
    assertRefused(browser.me(), "token_invalid");
    String token = Administrator.at(engine.client()).token();
    browser.setCookie(Browser.REFRESH, token);
    assertRefused(browser.refresh(), "token_invalid");
  }

  @Test
  void otherBodiesAreNotRead() {
    HttpResponse<String> answer =
        engine
            .client()
            .send(
                HttpRequest.newBuilder(URI.create(engine.client().baseUrl() + "/api/auth/login"))
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofString("{\"email\":\"a\",\"password\":\"b\"}"))
                    .build());
    assertThat(answer.statusCode()).isIn(403, 415);
    assertThat(new Browser(engine.client()).post("/api/auth/login", "{\"email\":1}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aBodyHasSixtyFourKibibytesAndNotOneByteMore() {
    Browser browser = Administrator.at(engine.client());
    String longest = "{\"x\":1}" + " ".repeat(64 * 1_024 - 7);

    for (String path : List.of("/api/auth/login", "/api/setup")) {
      assertThat(browser.post(path, longest).statusCode()).as(path).isIn(400, 404);
      assertTooLarge(browser.post(path, longest + " "));
    }
    for (String path : List.of("/api/auth/password", "/api/auth/api-keys", "/api/admin/users")) {
      assertThat(browser.send("POST", path, longest).statusCode()).as(path).isEqualTo(400);
      assertTooLarge(browser.send("POST", path, longest + " "));
    }
    assertThat(browser.send("DELETE", "/api/auth/me", longest).statusCode()).isEqualTo(400);
    assertTooLarge(browser.send("DELETE", "/api/auth/me", longest + " "));
    String nobody = "/api/admin/users/" + new UUID(1, 2);
    assertThat(browser.send("PATCH", nobody, longest).statusCode()).isEqualTo(404);
    assertTooLarge(browser.send("PATCH", nobody, longest + " "));
  }

  private static void assertTooLarge(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(Browser.json(answer).getString("code")).isEqualTo("request_too_large");
    assertThat(Browser.json(answer).getString("detail")).contains("65536");
    assertThat(Browser.json(answer).getJsonArray("next_steps")).isNotEmpty();
  }

  @Test
  void plainHttpElsewhereIsRefusedAlsoWhereSomebodySaysThatItWasTls() {
    Calls calls = new Calls(engine);
    HttpResponse<String> csrf = calls.send("GET", "/api/auth/csrf", null, Map.of());
    String cookie = csrf.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    String request =
        "POST /api/auth/login HTTP/1.1\r\nHost: karen.example.org:%1$d\r\nConnection: close\r\n"
            + "X-Forwarded-Proto: https\r\nForwarded: proto=https\r\n"
            + "Origin: http://karen.example.org:%1$d\r\nCookie: %2$s\r\nX-CSRF-Token: %3$s\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    String text =
        request.formatted(
            engine.client().port(), cookie, Browser.json(csrf).getString("csrf_token"));
    RawSocket.Answer answer = RawSocket.exchange(engine.client().port(), text, 3_000);

    assertThat(answer.statuses()).containsExactly(403);
    assertThat(answer.text()).contains("tls_required");
  }

  @Test
  void whoHasNoAccountHereGetsNoKeyOfTheirOwn() {
    Browser browser = new Browser(engine.client());
    browser.useToken(ISSUER.token("karen", "operators"));

    HttpResponse<String> refusal =
        browser.send("POST", "/api/auth/api-keys", "{\"name\":\"x\",\"scopes\":[\"admin\"]}");

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.body()).contains("account_required", "next_steps");
  }

  @Test
  void aValueThatWasReplacedLongAgoEndsTheSessionAndIsWrittenDown() {
    Browser browser = Administrator.at(engine.client());
    Browser thief = browser.copy();
    browser.refresh();
    browser.refresh();
    Moments.let(Duration.ofMillis(10_500));

    assertRefused(thief.refresh(), "refresh_reuse");

    assertRefused(browser.me(), "refresh_reuse");
    assertRefused(browser.refresh(), "refresh_reuse");
    for (String kind : List.of("refresh_reuse", "anomaly_refresh_reuse")) {
      Eventually.holds(kind + " is written down", () -> events().contains('"' + kind + '"'));
      assertThat(engine.client().get("/metrics").body())
          .contains("karen_security_events_total{kind=\"" + kind + "\"");
    }
  }

  private static String events() {
    return engine.client().get("/api/admin/security/events").body();
  }

  @Test
  void anOlderValueIsTakenForALostAnswerWithinTenSeconds() {
    Browser browser = Administrator.at(engine.client());
    Browser tab = browser.copy();
    browser.refresh();
    browser.refresh();

    assertThat(tab.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void aValueWhoseSuccessorNobodyHasShownIsGoodHoweverLate() {
    Browser lost = Administrator.at(engine.client());
    lost.copy().refresh();
    Moments.let(Duration.ofMillis(10_500));

    assertThat(lost.refresh().statusCode()).isEqualTo(200);
    assertThat(lost.me().statusCode()).isEqualTo(200);
  }

  @Test
  void theRefreshCookieOpensNothingElse() {
    Calls calls = new Calls(engine);
    Map<String, String> cookie = cookieOf(Administrator.at(engine.client()));

    for (String path : List.of("/v1/models", "/api/conversations", "/api/auth/me", "/metrics")) {
      assertThat(calls.send("GET", path, null, cookie).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void callsWithAKeyIgnoreCookiesAndWhereTheyComeFrom() {
    Map<String, String> headers = cookieOf(Administrator.at(engine.client()));
    headers.put("Authorization", "Bearer " + TestingEngine.KEY);
    headers.put("Content-Type", "application/json");
    headers.put("Origin", "https://elsewhere.example");
    headers.put("Sec-Fetch-Site", "cross-site");

    HttpResponse<String> made = new Calls(engine).send("POST", "/api/conversations", "{}", headers);

    assertThat(made.statusCode()).isEqualTo(201);
  }

  @Test
  void callsWithAnAccessTokenIgnoreCookiesAndWhereTheyComeFrom() {
    Browser ended = Administrator.at(engine.client());
    Map<String, String> headers = cookieOf(ended);
    assertThat(ended.logOut(false).statusCode()).isEqualTo(204);
    Browser browser = Administrator.at(engine.client());
    headers.put("Authorization", "Bearer " + browser.token());
    headers.put("Content-Type", "application/json");
    headers.put("Origin", "https://elsewhere.example");
    headers.put("Sec-Fetch-Site", "cross-site");
    Calls calls = new Calls(engine);

    assertThat(calls.send("POST", "/api/conversations", "{}", headers).statusCode()).isEqualTo(201);
    assertThat(calls.send("GET", "/api/auth/me", null, headers).statusCode()).isEqualTo(200);
  }

  private static Map<String, String> cookieOf(Browser browser) {
    return new HashMap<>(Map.of("Cookie", Browser.REFRESH + "=" + browser.cookie(Browser.REFRESH)));
  }

  @Test
  void forgedTokensAreRefusedAndWrittenDown() throws Exception {
    String token = Administrator.at(engine.client()).token();
    ECKey known =
        JWKSet.parse(engine.client().getAnonymously("/.well-known/jwks.json").body())
            .getKeys()
            .get(0)
            .toECKey();
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID(known.getKeyID()).generate();
    Payload payload = JWSObject.parse(token).getPayload();
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(known.getKeyID());
    JWSHeader symmetric =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(known.getKeyID())
            .build();
    ECDSASigner signer = new ECDSASigner(other);
    JOSEObjectType type = new JOSEObjectType("at+jwt");
    List<String> forged =
        List.of(
            unsigned(known.getKeyID(), payload),
            signed(header.type(type).build(), payload, signer),
            signed(header.jwk(other.toPublicJWK()).build(), payload, signer),
            signed(symmetric, payload, new MACSigner(known.toECPublicKey().getEncoded())),
            token.substring(0, token.indexOf('.'))
                + "."
                + new Payload(payload.toString().replace("\"karen\"", "\"kAren\"")).toBase64URL()
                + token.substring(token.lastIndexOf('.')));
    Browser browser = new Browser(engine.client());
    for (String each : forged) {
      browser.useToken(each);
      assertRefused(browser.me(), "token_invalid");
      assertRefused(chat(each), "token_invalid");
    }
    Eventually.holds(
        "they are written down",
        () -> engine.client().get("/api/admin/security/events").body().contains("token_invalid"));
  }

  @Test
  void aTokenThatSaysWhereItsKeyIsIsRefusedAndNobodyIsAskedThere() throws Exception {
    JWSObject own = JWSObject.parse(Administrator.at(engine.client()).token());
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID(own.getHeader().getKeyID()).generate();
    ECKey unknown = new ECKey.Builder(key).keyID("unknown").build();
    try (ForeignIssuer elsewhere = new ForeignIssuer(key, unknown)) {
      JWSHeader.Builder header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType("at+jwt"))
              .jwkURL(elsewhere.keys());
      ECDSASigner signer = new ECDSASigner(key);
      Browser browser = new Browser(engine.client());
      for (String token :
          List.of(
              signed(header.keyID(key.getKeyID()).build(), own.getPayload(), signer),
              signed(header.keyID(unknown.getKeyID()).build(), own.getPayload(), signer),
              elsewhere.tokenWithItsAddress("karen", "operators"))) {
        browser.useToken(token);
        assertRefused(browser.get("/v1/models"), "token_invalid");
        assertRefused(chat(token), "token_invalid");
      }
      assertThat(elsewhere.asked()).isZero();
    }
  }

  private static String unsigned(String key, Payload payload) {
    String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + key + "\"}";
    return Base64URL.encode(header) + "." + payload.toBase64URL() + ".";
  }

  private static String signed(JWSHeader header, Payload payload, JWSSigner signer)
      throws JOSEException {
    JWSObject token = new JWSObject(header, payload);
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void requirement5TokensOfTheOperatorsIssuerAreBelievedByTheKeysAtItsAddress() {
    Browser browser = new Browser(engine.client());
    browser.useToken(ISSUER.token("karen", "staff"));
    assertThat(browser.get("/v1/models").statusCode()).isEqualTo(200);
    assertThat(ISSUER.asked()).isPositive();
    assertThat(browser.get("/system/status").body()).doesNotContain("settings_problems");
    assertThat(browser.get("/api/admin/users").statusCode()).isEqualTo(403);
    assertThat(chat(browser.token()).statusCode()).isEqualTo(200);

    browser.useToken(ISSUER.token("karen", "operators"));
    assertThat(browser.get("/system/status").body()).contains("settings_problems");
    assertThat(browser.get("/api/admin/users").statusCode()).isEqualTo(200);

    browser.useToken(ISSUER.token("karen", "admin"));
    assertThat(browser.get("/api/admin/users").statusCode()).as("not its word").isEqualTo(403);
  }

  @Test
  void requirement5TokensOfOtherIssuersAndForOthersAreRefused() {
    try (ForeignIssuer another = new ForeignIssuer()) {
      Browser browser = new Browser(engine.client());
      for (String token :
          List.of(
              ISSUER.token("another", "operators"),
              ISSUER.token(ForeignIssuer.NAME + "/", "karen", "operators"),
              ISSUER.token("karen", "karen", "operators"),
              another.token("karen", "operators"))) {
        browser.useToken(token);
        assertRefused(browser.get("/v1/models"), "token_invalid");
        assertRefused(chat(token), "token_invalid");
      }
    }
  }

  @Test
  void requirement5TokensThatTheOperatorsIssuerWouldNotSignOrNotForAccessAreRefused() {
    Browser browser = new Browser(engine.client());
    browser.useToken(ISSUER.token("karen", "operators"));
    assertThat(browser.get("/v1/models").statusCode()).isEqualTo(200);
    for (String token : ISSUER.forgedTokens("karen", "operators")) {
      browser.useToken(token);
      assertRefused(browser.get("/v1/models"), "token_invalid");
    }
    browser.useToken(ISSUER.expiredToken("karen", "operators"));
    assertRefused(browser.get("/v1/models"), "token_expired");
  }

  /** Every build at a tenth of the rate, because a build's machine has other work. */
  @Test
  void whoIsLoggedInIsAnsweredFromMemory() {
    int rate = Scale.of("me-rate", 50);
    Duration limit = Duration.ofMillis(Scale.of("me-p99-millis", 100));
    Duration run = Duration.ofSeconds(Scale.of("me-seconds", 4));
    Browser browser = Administrator.at(engine.client());
    EvenLoad.of(engine.client(), "/api/auth/me", browser.token(), rate).during(run);

    List<Duration> latencies =
        EvenLoad.of(engine.client(), "/api/auth/me", browser.token(), rate).during(run);

    assertThat(latencies.get(latencies.size() * 99 / 100)).isLessThan(limit);
  }

  @Test
  void thePublicKeysArePublished() {
    HttpResponse<String> keys = engine.client().getAnonymously("/.well-known/jwks.json");

    assertThat(keys.statusCode()).isEqualTo(200);
    assertThat(Browser.json(keys).getJsonArray("keys")).hasSize(1);
    assertThat(keys.body()).contains("\"kid\"", "\"ES256\"").doesNotContain("\"d\"");
  }

  @Test
  void killedAtAnyTimeTheEngineLosesNobodysSession() {
    Browser browser = Administrator.at(engine.client());
    Browser lost = browser.copy();
    browser.refresh();
    Browser ended = Administrator.at(engine.client());
    Browser thief = ended.copy();
    String foreign = ISSUER.token("karen", "staff");
    assertThat(chat(foreign).statusCode()).isEqualTo(200);
    ISSUER.close();
    assertThat(ended.logOut(false).statusCode()).isEqualTo(204);
    engine.kill();
    engine.restart();

    assertThat(chat(foreign).statusCode()).as("requirement 5: its keys are kept").isEqualTo(200);

    assertThat(browser.me().statusCode()).as("the access token").isEqualTo(200);
    assertThat(lost.refresh().statusCode()).as("the answer was lost").isEqualTo(200);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertRefused(thief.me(), "session_revoked");
    assertRefused(thief.refresh(), "session_revoked");
  }

  @Test
  void theRefreshValueIsNowhereButInItsCookie() throws IOException {
    Browser browser = new Browser(engine.client());
    List<HttpResponse<String>> answers = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    answers.add(browser.logIn(Administrator.EMAIL, Administrator.PASSWORD));
    secrets.add(browser.cookie(Browser.REFRESH));
    for (int page = 0; page < 2; page++) {
      answers.add(browser.refresh());
      secrets.add(browser.cookie(Browser.REFRESH));
    }
    Browser broken = browser.copy();
    broken.setCookie(Browser.REFRESH, secrets.get(0) + "x");
    answers.add(broken.refresh());
    for (String path :
        List.of(
            "/metrics",
            "/system/status",
            "/api/auth/sessions",
            "/api/auth/export",
            "/api/admin/security/events?limit=1000")) {
      answers.add(browser.get(path));
    }
    for (String secret : secrets) {
      String mac = secret.substring(secret.lastIndexOf('.') + 1);
      answers.forEach(answer -> Whereabouts.assertIsSilentOf(mac, answer));
      assertThat(engine.logs()).doesNotContain(mac);
      assertThat(Whereabouts.filesWith(mac, engine.dataFolder())).isEmpty();
    }
  }

  private static HttpResponse<String> chat(String token) {
    return engine
        .client()
        .post(
            "/v1/chat/completions",
            "{\"model\":\"primary\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
            Map.of("Authorization", "Bearer " + token));
  }

  private static void assertRefused(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"" + code + "\"");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  private static String refreshCookie(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(Browser.REFRESH + "="))
        .findFirst()
        .orElseThrow();
  }
}
