package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Moments;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How logins are held back, and what is noticed of them, with limits lowered by their documented
 * keys. Each test has an address and accounts of its own.
 */
class LoweredLimitsIT {
  private static final String PASSWORD = "a long sentence for nobody";
  private static final String STEP_UP = "step_up_required";
  private static final int FAILURES = 2;
  private static final int ACCOUNTS = 5;
  private static final Map<String, String> IS_HIGH =
      Map.of("true", " is high", "false", " is not high");

  private static TestingEngine engine;
  private static Calls calls;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("KAREN_HTTP_TRUSTED_PROXIES", "127.0.0.0/8");
    settings.put("KAREN_LOGIN_FAILURES", String.valueOf(FAILURES));
    settings.put("KAREN_LOGIN_BACKOFF_CAP", "PT3S");
    settings.put("KAREN_LOGIN_ADDRESS_CAP", "PT2M");
    settings.put("KAREN_LOGIN_ACCOUNTS_PER_ADDRESS", String.valueOf(ACCOUNTS));
    settings.put("KAREN_ANOMALY_HIGH_RISK", "45");
    settings.put("KAREN_ANOMALY_TWO_NETWORKS_RISK", "0");
    settings.put("KAREN_ANOMALY_TOKEN_TWO_NETWORKS_RISK", "45");
    settings.put("KAREN_ANOMALY_NEW_DEVICE_THRESHOLD", "2");
    settings.put("KAREN_ANOMALY_SUCCESS_AFTER_FAILURES_THRESHOLD", "1");
    settings.put("KAREN_ANOMALY_SUCCESS_AFTER_FAILURES_RISK", "45");
    settings.put("KAREN_ANOMALY_ACCOUNTS_FROM_ADDRESS_THRESHOLD", "2");
    settings.put("KAREN_ANOMALY_ADDRESSES_ON_ACCOUNT_THRESHOLD", "2");
    settings.put("KAREN_ANOMALY_FAILURE_SHARE_THRESHOLD", "2");
    settings.put("KAREN_ANOMALY_FAILURE_SHARE_SHARE", "0.1");
    engine = TestingEngine.start(settings);
    calls = new Calls(engine);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void anAccountWaitsASecondThenTwiceAsLongUpToItsCap() {
    String address = "198.51.100.1";
    String account = account();
    requireWrong(address, account);
    for (int seconds : List.of(1, 2, 3)) {
      requireWrong(address, account);
      requireHeldBack(wrong(address, account), seconds, seconds);
      Moments.let(seconds == 3 ? Duration.ZERO : Duration.ofMillis(1_000L * seconds + 50));
    }
  }

  @Test
  void anAddressWaitsAfterFourTimesAsManyFailures() {
    String address = "198.51.100.2";
    for (int account = 1; account < ACCOUNTS; account++) {
      String email = account();
      requireWrong(address, email);
      requireWrong(address, email);
    }
    String last = account();
    requireHeldBack(wrong(address, last), 1, 1);
    Moments.let(Duration.ofMillis(1_050));
    requireWrong(address, last);
    requireHeldBack(wrong(address, last), 2, 2);
  }

  @Test
  void anAddressIsWrongAboutOnlySoManyAccountsWithinTheTimeOfItsCap() {
    String address = "198.51.100.3";
    for (int account = 0; account < ACCOUNTS; account++) {
      requireWrong(address, account());
    }
    requireHeldBack(wrong(address, account()), 105, 120);
  }

  @Test
  void aNewNetworkAndFromItsThresholdOnANewDeviceAreShownToAdministrators() {
    Person person = new Person();
    for (String address : List.of("198.51.100.4", "203.0.113.4", "192.0.2.4")) {
      assertThat(person.logIn(address).statusCode()).isEqualTo(200);
    }
    requireShown("new_network", "203.0.113.4", "20 is not high");
    requireShown("new_device", "192.0.2.4", "40 is not high");
    assertThat(risks("new_network", "198.51.100.4")).isEmpty();
    assertThat(risks("new_device", "203.0.113.4")).isEmpty();
  }

  @Test
  void aSuccessAfterFailuresIsShownToAdministratorsWithTheRiskThatWasSet() {
    Person person = new Person();
    requireWrong("198.51.100.5", person.email);
    assertThat(person.logIn("198.51.100.5").statusCode()).isEqualTo(200);

    requireShown("success_after_failures", "198.51.100.5", "45 is high");
  }

  @Test
  void whatHasNoRiskIsNoSignAndStopsNobody() {
    Person person = new Person();
    Map<String, String> page = ProxiedPages.browserAt(calls, "198.51.100.9");
    HttpResponse<String> login = person.logIn(page);
    assertThat(login.statusCode()).isEqualTo(200);
    ProxiedPages.keep(login, page);

    assertThat(ProxiedPages.refresh(calls, page, "203.0.113.9").statusCode()).isEqualTo(200);
    requireWrong("198.51.100.10", account());
    requireWrong("198.51.100.10", account());
    requireShown("accounts_from_address", "198.51.100.10", "30 is not high");
    assertThat(risks("two_networks", "203.0.113.9")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET,/api/auth/me,11", "POST,/v1/chat/completions,12"})
  void aTokenThatIsUsedElsewhereAsksForThePasswordAgainWhereThatIsAHighRisk(
      String method, String path, String host) {
    String home = "198.51.100." + host;
    String elsewhere = "203.0.113." + host;
    Person person = new Person();
    Map<String, String> page = ProxiedPages.browserAt(calls, home);
    HttpResponse<String> login = person.logIn(page);
    ProxiedPages.keep(login, page);
    String token = Calls.json(login).getString("access_token");

    for (String address : List.of(elsewhere, home)) {
      HttpResponse<String> used = used(token, method, path, address);
      assertThat(used.statusCode()).as("from %s", address).isEqualTo(401);
      assertThat(used.body()).contains("\"" + STEP_UP + "\"");
    }
    HttpResponse<String> refreshed = ProxiedPages.refresh(calls, page, home);
    assertThat(refreshed.statusCode()).isEqualTo(401);
    assertThat(Calls.code(refreshed)).isEqualTo(STEP_UP);
    assertThat(person.logIn(elsewhere).statusCode()).as("the password is enough").isEqualTo(200);
    requireShown("token_two_networks", elsewhere, "45 is high");
  }

  private static HttpResponse<String> used(
      String token, String method, String path, String address) {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + token,
            "X-Forwarded-For",
            address,
            "Content-Type",
            "application/json");
    return calls.send(method, path, method.equals("GET") ? null : "{}", headers);
  }

  @Test
  void manyAccountsFromOneAddressAreShownToAdministrators() {
    requireWrong("198.51.100.6", account());
    requireWrong("198.51.100.6", account());

    requireShown("accounts_from_address", "198.51.100.6", "30 is not high");
  }

  @Test
  void manyAddressesOnOneAccountAreShownToAdministrators() {
    String account = account();
    requireWrong("198.51.100.7", account);
    requireWrong("203.0.113.7", account);

    requireShown("addresses_on_account", "203.0.113.7", "30 is not high");
  }

  @Test
  void anUnusualShareOfFailuresIsShownToAdministrators() {
    requireWrong("198.51.100.8", account());
    requireWrong("203.0.113.8", account());

    requireShown("failure_share", null, "20 is not high");
  }

  private static void requireWrong(String address, String account) {
    HttpResponse<String> answer = wrong(address, account);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
  }

  private static HttpResponse<String> wrong(String address, String account) {
    return ProxiedPages.logIn(calls, address, account, "not the right one at all");
  }

  private static void requireHeldBack(HttpResponse<String> answer, int least, int most) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Calls.code(answer)).isEqualTo("too_many_attempts");
    assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(least, most);
  }

  /**
   * @param address null for an event about nobody
   * @param risk the figure that it was raised to, and whether that is high
   */
  private static void requireShown(String signal, String address, String risk) {
    Eventually.holds(signal + " is shown", () -> risks(signal, address).contains(risk));
    assertThat(engine.client().get("/metrics").body())
        .contains("karen_security_events_total{kind=\"anomaly_" + signal + "\"");
  }

  /** The figures of the events about it from there. */
  private static List<String> risks(String signal, String address) {
    return Calls.json(engine.client().get("/api/admin/security/events?limit=1000"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(event -> event.getString("kind").equals("anomaly_" + signal))
        .filter(event -> Objects.equals(address, event.getString("address", null)))
        .map(event -> event.getJsonObject("details"))
        .map(details -> details.getString("risk") + IS_HIGH.get(details.getString("high")))
        .toList();
  }

  /** There is none. */
  private static String account() {
    return "nobody-" + UUID.randomUUID() + "@example.org";
  }

  /** Has an account. */
  private static final class Person {
    private final String email = "person-" + UUID.randomUUID() + "@example.org";

    private Person() {
      String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
      assertThat(engine.client().post("/api/admin/users", body).statusCode()).isEqualTo(201);
    }

    /** In a browser that was never there. */
    private HttpResponse<String> logIn(String address) {
      return logIn(ProxiedPages.browserAt(calls, address));
    }

    private HttpResponse<String> logIn(Map<String, String> page) {
      return ProxiedPages.logIn(calls, page, email, PASSWORD);
    }
  }
}
