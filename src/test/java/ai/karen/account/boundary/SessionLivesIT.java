package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.ForeignIssuer;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Moments;
import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What ends by itself, on an engine where everything ends within seconds; and whose other issuer of
 * tokens was never there.
 */
class SessionLivesIT {
  private static final Duration ACCESS = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofSeconds(6);
  private static final Duration ABSOLUTE = Duration.ofSeconds(12);
  private static final Duration CSRF = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private static final ForeignIssuer ISSUER = new ForeignIssuer();

  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(Administrator.settings());
    settings.putAll(ISSUER.settings());
    ISSUER.close();
    settings.put("KAREN_SESSION_ACCESS_LIFE", ACCESS.toString());
    settings.put("KAREN_SESSION_IDLE", IDLE.toString());
    settings.put("KAREN_SESSION_ABSOLUTE", ABSOLUTE.toString());
    settings.put("KAREN_CSRF_LIFE", CSRF.toString());
    engine = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void anAccessTokenEndsAndItsSessionGoesOn() {
    Browser browser = Administrator.at(engine.client());
    Moments.let(ACCESS.plus(A_MOMENT));

    assertEnded(browser.me(), "token_expired");
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.me().statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionThatNobodyUsesEnds() {
    Browser browser = Administrator.at(engine.client());
    Moments.let(IDLE.plus(A_MOMENT));

    assertEnded(browser.refresh(), "session_expired");
  }

  @Test
  void useProlongsASessionButNotBeyondItsAbsoluteEnd() {
    Browser browser = Administrator.at(engine.client());
    long start = System.nanoTime();
    Moments.let(PAUSE);
    HttpResponse<String> last = browser.refresh();
    Duration lived = Duration.ZERO;
    while (last.statusCode() == 200 && lived.compareTo(ABSOLUTE.multipliedBy(2)) < 0) {
      lived = Duration.ofNanos(System.nanoTime() - start);
      Moments.let(PAUSE);
      last = browser.refresh();
    }

    assertEnded(last, "session_expired");
    assertThat(lived).isGreaterThan(IDLE).isLessThan(ABSOLUTE.plus(PAUSE));
  }

  @Test
  void aCsrfTokenEndsAndTheSessionGoesOnWithTheNextOne() {
    Calls calls = new Calls(engine);
    Browser browser = Administrator.at(engine.client());
    Map<String, String> page = new HashMap<>();
    page.put("Cookie", Browser.REFRESH + "=" + browser.cookie(Browser.REFRESH));
    page.put("Origin", calls.origin());
    page.put(
        "X-CSRF-Token",
        Calls.json(calls.send("GET", "/api/auth/csrf", null, page)).getString("csrf_token"));
    Moments.let(CSRF.plus(A_MOMENT));

    HttpResponse<String> late = calls.send("POST", "/api/auth/refresh", null, page);

    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(Calls.code(late)).isEqualTo("csrf_expired");
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void requirement5OfAnIssuerWhoseKeysNobodyKnowsNoTokenIsCalledBad() {
    Browser browser = new Browser(engine.client());
    browser.useToken(ISSUER.token("karen", "operators"));

    HttpResponse<String> answer = browser.get("/v1/models");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("The issuer of the tokens is away");
    Browser own = Administrator.at(engine.client());
    assertThat(own.me().statusCode()).as("the engine's own go on").isEqualTo(200);
  }

  @Test
  void requirement5WhatLooksLikeATokenOfTheEnginesOwnIsCalledBadAllTheSame() {
    Browser browser = Administrator.at(engine.client());
    String[] parts = browser.token().split("\\.");
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"of nobody\"}";
    String deep = "{\"iss\":" + "[".repeat(4_000);
    for (String forged :
        List.of(
            parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()),
            Base64URL.encode(header) + "." + parts[1] + "." + parts[2],
            Base64URL.encode(header) + "." + Base64URL.encode(deep) + "." + parts[2],
            ISSUER.token("https://id.example.org/of-others", "karen", "operators"))) {
      browser.useToken(forged);
      assertEnded(browser.me(), "token_invalid");
    }
  }

  private static void assertEnded(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Browser.json(answer).getString("code")).isEqualTo(code);
    assertThat(Browser.json(answer).getJsonArray("next_steps")).isNotEmpty();
  }
}
