package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.token.StolenKey;
import ai.karen.account.entity.LoginSession;
import ai.karen.json.entity.Json;
import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.RealRedis;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.TestingKeys;
import ai.karen.testing.writes.Moments;
import com.nimbusds.jose.util.Base64URL;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions on two nodes with one PostgreSQL and one Redis, which die and freeze. */
class SessionOutageIT {
  private static final Duration CACHE = Duration.ofSeconds(15);
  private static final Duration HEALED = Duration.ofSeconds(20);
  private static final Duration COPIED = Duration.ofSeconds(2);

  /** Nobody's. */
  private static final String OTHER = "seven mild harbours sing";

  @TempDir private static Path folder;

  private static RealPostgres postgres;
  private static RealRedis redis;
  private static TestingEngine first;
  private static TestingEngine second;

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
    redis = RealRedis.start();
    Map<String, String> settings = StoreSettings.of(postgres, redis);
    settings.putAll(Administrator.settings());
    settings.put("KAREN_SESSION_VALIDATION_CACHE", CACHE.toString());
    first = TestingEngine.start(settings);
    second = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    redis.close();
    postgres.close();
  }

  @BeforeEach
  void healthy() {
    awaitPrimary();
  }

  @Test
  void aSessionIsTheSameOnBothNodes() {
    Browser browser = Administrator.at(first.client());

    browser.goTo(second.client());
    assertThat(browser.me().statusCode()).isEqualTo(200);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    browser.goTo(first.client());
    assertThat(browser.me().statusCode()).isEqualTo(200);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(first.client().getAnonymously("/.well-known/jwks.json").body())
        .isEqualTo(second.client().getAnonymously("/.well-known/jwks.json").body());
  }

  @Test
  void theRefreshValueIsNowhereInTheDatabase() {
    Browser browser = Administrator.at(first.client());
    String session = browser.cookie(Browser.REFRESH).substring(0, 36);
    List<String> macs = new ArrayList<>();
    for (int page = 0; page < 3; page++) {
      String value = browser.cookie(Browser.REFRESH);
      macs.add(value.substring(value.lastIndexOf('.') + 1));
      assertThat(browser.refresh().statusCode()).isEqualTo(200);
    }
    String sessions = "select string_agg(s::text, ' ') from login_session s";
    String events = "select string_agg(e::text, ' ') from audit_event e";
    Eventually.holds("the login is written", () -> postgres.text(events).contains(session));

    assertThat(postgres.text(sessions)).contains(session).doesNotContain(macs);
    assertThat(postgres.text(events)).doesNotContain(macs);
  }

  @Test
  void pagesThatRefreshAtOnceAtBothNodesGetOneSuccessor() {
    new PageRaces(first, second).refreshAtOnce(2);
  }

  @Test
  void whatIsRefreshedAtOneNodeWhileTheOtherLogsItOutIsDeadAtBoth() {
    new PageRaces(first, second).refreshAgainstLogout(4);
  }

  @Test
  void aReuseAtAnotherNodeEndsTheSessionAtBoth() {
    Browser browser = Administrator.at(first.client());
    Browser thief = browser.copy();
    browser.refresh();
    browser.refresh();
    Browser there = seenOn(second, browser);
    thief.goTo(second.client());
    Moments.let(LoginSession.OVERLAP.plusMillis(500));

    assertReused(thief.refresh());

    assertReused(there.me());
    assertReused(there.refresh());
    Moments.let(Duration.ofMillis(500));
    assertReused(browser.me());
    assertReused(browser.refresh());
  }

  private static void assertReused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Browser.json(answer).getString("code")).isEqualTo("refresh_reuse");
  }

  @Test
  void aLogoutReachesTheOtherNodeAtOnce() {
    Browser browser = Administrator.at(first.client());
    Browser there = seenOn(second, browser);

    browser.logOut(false);

    Moments.let(Duration.ofMillis(500));
    assertThat(there.me().statusCode()).isEqualTo(401);
    assertThat(there.refresh().statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenThatIsRevokedByItsIdIsDeadAtTheOtherNodeAndItsSessionGoesOn() {
    new Revocations(first, second).ofOneToken();
  }

  @Test
  void whoIsDisabledIsOutAtTheOtherNode() {
    new Revocations(first, second).ofADisabledUser();
  }

  @Test
  void aChangedPasswordEndsTheOtherSessionsAtTheOtherNode() {
    new Revocations(first, second).byAChangedPassword();
  }

  @Test
  void aKeyThatIsTakenBackIsOfNoUseAtTheOtherNode() {
    new Revocations(first, second).ofAKey();
  }

  @Test
  void withoutRedisALogoutReachesTheOtherNodeWithinTheCachesLife() {
    Browser browser = Administrator.at(first.client());
    redis.kill();
    try {
      Browser there = seenOn(second, browser);
      assertThat(browser.refresh().statusCode()).isEqualTo(200);

      browser.logOut(false);

      assertThat(browser.me().statusCode()).isEqualTo(401);
      Moments.let(CACHE);
      assertThat(there.me().statusCode()).isEqualTo(401);
      assertThat(there.refresh().statusCode()).isEqualTo(401);
    } finally {
      redis.restart();
    }
  }

  @Test
  void aLogoutThatRedisMissedReachesTheOtherNodeWhenItIsBack() {
    Browser browser = Administrator.at(first.client());
    redis.kill();
    Browser there;
    try {
      there = seenOn(second, browser);
      browser.logOut(false);
      assertThat(there.me().statusCode()).as("it has not heard").isEqualTo(200);
    } finally {
      redis.restart();
    }
    Revocations.requireHeard(there, "session_revoked");
  }

  @Test
  void withoutTheDatabaseSessionsGoOnAndAreUsedAndNothingBegins() {
    Browser browser = Administrator.at(first.client());
    Browser ended = Administrator.at(first.client());
    Browser endedThere = seenOn(second, ended);
    String cookie = browser.cookie(Browser.REFRESH);
    Moments.let(COPIED);
    postgres.kill();
    Instant away = Instant.now();
    try {
      HttpResponse<String> refresh = browser.refresh();

      assertThat(refresh.statusCode()).isEqualTo(200);
      assertThat(Browser.json(refresh).getInt("expires_in")).isLessThanOrEqualTo(120);
      assertThat(browser.cookie(Browser.REFRESH)).isEqualTo(cookie);
      assertThat(browser.me().statusCode()).isEqualTo(200);
      requirePartial(browser.get("/api/auth/sessions"));
      assertThat(lastUse(browser)).isAfter(away);
      assertThat(loginAt(first, Administrator.PASSWORD)).isEqualTo(503);
      browser.goTo(second.client());
      HttpResponse<String> unknown = browser.refresh();
      assertThat(unknown.statusCode()).as("no copy there").isEqualTo(503);
      assertThat(unknown.headers().allValues("Set-Cookie"))
          .noneMatch(set -> set.startsWith(Browser.REFRESH));
      assertThat(browser.me().statusCode()).isEqualTo(503);
      assertThat(ended.logOut(false).statusCode()).isEqualTo(204);
      assertThat(ended.me().statusCode()).isEqualTo(401);
      Moments.let(Duration.ofMillis(500));
      assertThat(endedThere.me().statusCode()).isEqualTo(401);
      assertThat(endedThere.refresh().statusCode()).isEqualTo(401);
    } finally {
      postgres.restart();
    }
    awaitPrimary();
    assertThat(lastUse(browser)).as("at the other node").isAfter(away);
    browser.goTo(first.client());
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.cookie(Browser.REFRESH)).isNotEqualTo(cookie);
    assertThat(endedThere.refresh().statusCode()).isEqualTo(401);
  }

  private static Instant lastUse(Browser browser) {
    return Browser.json(browser.get("/api/auth/sessions"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(session -> session.getBoolean("current"))
        .map(session -> Instant.parse(session.getString("last_used_at")))
        .findFirst()
        .orElseThrow();
  }

  private static void requirePartial(HttpResponse<String> list) {
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(Browser.json(list).getBoolean("partial")).isTrue();
    assertThat(list.headers().firstValue("x-karen-degraded")).contains("database");
  }

  @Test
  void withoutTheDatabaseALogoutEverywhereReachesAllOfThem() {
    Browser one = Administrator.at(first.client());
    Browser other = Administrator.at(second.client());
    Browser otherHere = seenOn(first, other);
    Moments.let(COPIED);
    postgres.kill();
    try {
      assertThat(one.logOut(true).statusCode()).isEqualTo(204);
      assertThat(otherHere.me().statusCode()).isEqualTo(401);
      Moments.let(Duration.ofMillis(500));
      assertThat(other.me().statusCode()).isEqualTo(401);
      assertThat(other.refresh().statusCode()).isEqualTo(401);
    } finally {
      postgres.restart();
    }
    awaitPrimary();
    assertThat(other.refresh().statusCode()).isEqualTo(401);
    assertThat(otherHere.refresh().statusCode()).isEqualTo(401);
  }

  @Test
  void tokensThatTheOwnKeySignedForSomethingElseAreRefused() {
    String token = Administrator.at(first.client()).token();
    StolenKey key = StolenKey.of(postgres, StoreSettings.SECRET, folder);
    assertThat(statusOf(key.sign(token, Map.of()))).as("signed anew").isEqualTo(200);
    assertThat(
            List.of(
                key.sign(token, Map.of("aud", "another")),
                key.sign(token, Map.of("iss", "another")),
                key.sign(token, Map.of("exp", 1_000_000_000L)),
                key.signAs("JWT", token),
                key.signAs("refresh+jwt", token)))
        .allSatisfy(forged -> assertThat(statusOf(forged)).isEqualTo(401));
  }

  /** Months pass in the database, so that nobody has to wait for them. */
  @Test
  void requirement5SigningKeysAreReplacedWithOverlapOnAllNodes() {
    Browser before = Administrator.at(first.client());
    Browser unseen = Administrator.at(first.client());
    Browser page = Administrator.at(first.client());
    String old = keyOf(before);
    theNewestKeyAges("31 days");
    Eventually.holds("another key is published", () -> published(first).size() == 2);
    page.refresh();
    assertThat(keyOf(page)).as("it does not sign at once").isEqualTo(old);

    theNewestKeyAges("6 minutes");
    Eventually.holds("it signs", () -> !signerOfNext(page).equals(old));
    String next = keyOf(page);
    for (TestingEngine node : List.of(first, second)) {
      Eventually.holds("both are known", () -> published(node).equals(Set.of(old, next)));
      before.goTo(node.client());
      page.goTo(node.client());
      assertThat(before.me().statusCode()).as("of the old key").isEqualTo(200);
      assertThat(page.me().statusCode()).as("of the new key").isEqualTo(200);
    }

    theNewestKeyAges("31 days");
    for (TestingEngine node : List.of(first, second)) {
      Eventually.holds("the first one is gone", () -> !published(node).contains(old));
      assertThat(published(node)).hasSize(2).contains(next);
    }
    assertThat(published(second)).isEqualTo(published(first));
    unseen.goTo(second.client());
    assertThat(Browser.json(unseen.me()).getString("code")).isEqualTo("token_invalid");
    assertThat(unseen.refresh().statusCode()).as("sessions outlast keys").isEqualTo(200);
  }

  private static String signerOfNext(Browser page) {
    published(first);
    assertThat(page.refresh().statusCode()).isEqualTo(200);
    return keyOf(page);
  }

  /** The id of the key that signed its access token. */
  private static String keyOf(Browser browser) {
    byte[] header = Base64.getUrlDecoder().decode(browser.token().split("\\.")[0]);
    return Json.readObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
  }

  private static void theNewestKeyAges(String time) {
    postgres.execute(
        "update signing_key set created_at = created_at - interval '"
            + time
            + "' where generation = (select max(generation) from signing_key)");
  }

  /** The ids of the keys that a node publishes, once it has looked for a key that nobody has. */
  private static Set<String> published(TestingEngine node) {
    Browser stranger = new Browser(node.client());
    String header = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"of nobody\"}";
    stranger.useToken(Base64URL.encode(header) + ".e30.AAAA");
    assertThat(stranger.me().statusCode()).isEqualTo(401);
    String keys = node.client().getAnonymously("/.well-known/jwks.json").body();
    return Json.readObject(keys).getJsonArray("keys").getValuesAs(JsonObject.class).stream()
        .map(key -> key.getString("kid"))
        .collect(Collectors.toSet());
  }

  private static int statusOf(String token) {
    Browser browser = new Browser(first.client());
    browser.useToken(token);
    return browser.me().statusCode();
  }

  @Test
  void aFrozenDatabaseHoldsNobodyUp() {
    Browser browser = Administrator.at(first.client());
    Moments.let(COPIED);
    postgres.freeze();
    try {
      long start = System.nanoTime();
      assertThat(browser.refresh().statusCode()).isEqualTo(200);
      assertThat(browser.me().statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      Eventually.holds(
          "nobody waits any more",
          () -> {
            long before = System.nanoTime();
            int status = browser.refresh().statusCode();
            return status == 200 && Duration.ofNanos(System.nanoTime() - before).toMillis() < 1_000;
          });
    } finally {
      postgres.thaw();
    }
    awaitPrimary();
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void requirement4WithBothStoresKilledSessionsGoOnAndEnd() {
    Browser browser = Administrator.at(first.client());
    Browser ended = Administrator.at(first.client());
    Browser endedThere = seenOn(second, ended);
    String cookie = browser.cookie(Browser.REFRESH);
    Moments.let(COPIED);
    redis.kill();
    postgres.kill();
    try {
      assertThat(browser.me().statusCode()).isEqualTo(200);
      assertThat(browser.refresh().statusCode()).isEqualTo(200);
      assertThat(browser.me().statusCode()).as("the new token").isEqualTo(200);
      assertThat(ended.logOut(false).statusCode()).isEqualTo(204);
      assertThat(ended.me().statusCode()).isEqualTo(401);
      assertThat(ended.refresh().statusCode()).isEqualTo(401);
    } finally {
      postgres.restart();
      redis.restart();
    }
    awaitPrimary();
    assertThat(browser.cookie(Browser.REFRESH)).as("nothing was rotated").isEqualTo(cookie);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(browser.cookie(Browser.REFRESH)).isNotEqualTo(cookie);
    assertThat(endedThere.refresh().statusCode()).isEqualTo(401);
    browser.goTo(second.client());
    assertThat(browser.me().statusCode()).isEqualTo(200);
  }

  /** Whoever speaks SQL as the engine does finds it closed. */
  @Test
  void requirement3TheAuditLogInTheDatabaseIsOnlyEverAddedTo() {
    Administrator.at(first.client());
    String count = "select count(*) from audit_event where kind = 'login'";
    Eventually.holds("a login is written down", () -> postgres.count(count) > 0);
    long before = postgres.count(count);
    for (String change :
        List.of(
            "update audit_event set kind = 'forged'",
            "update audit_event set keep_until = now() - interval '1 day'",
            "delete from audit_event where kind = 'login'",
            "truncate audit_event")) {
      assertThatThrownBy(() -> postgres.execute(change))
          .as(change)
          .hasMessageContaining("the audit log is only ever added to");
    }
    assertThat(postgres.count(count)).isGreaterThanOrEqualTo(before);
  }

  /** As where a node was set up with a karen.secret of its own. */
  @Test
  void requirement5UnderAnotherSecretNoKeyOfTheDatabaseIsCalledBad() {
    String wishes = "{\"name\":\"of both nodes\",\"scopes\":[\"chat\"]}";
    String key = Browser.json(first.client().post("/api/auth/api-keys", wishes)).getString("key");
    Map<String, String> settings = StoreSettings.of(postgres);
    settings.put("KAREN_SECRET", "another secret, long enough to be used");
    try (TestingEngine stranger = TestingEngine.launch(settings)) {
      stranger.client().awaitAnswer();
      for (int time = 0; time < 20; time++) {
        HttpResponse<String> answer = models(stranger, key);
        assertThat(answer.statusCode()).as("from the first answer on").isEqualTo(503);
        assertThat(answer.body()).contains("\"keys_unreadable\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        Moments.let(Duration.ofMillis(50));
      }
      assertThat(models(stranger, TestingEngine.KEY).statusCode()).as("its own").isEqualTo(200);
      Eventually.holds("the setting is named", () -> namesTheSecret(stranger));
    }
    assertThat(models(first, key).statusCode()).isEqualTo(200);
    assertThat(models(first, TestingKeys.OTHER).statusCode()).isEqualTo(401);
  }

  private static boolean namesTheSecret(TestingEngine node) {
    String body = node.client().getAnonymously("/health/ready").body();
    return body.contains("karen.secret") && body.contains("signing keys");
  }

  private static HttpResponse<String> models(TestingEngine node, String key) {
    return node.client()
        .send(
            node.client()
                .request("/v1/models")
                .setHeader("Authorization", "Bearer " + key)
                .build());
  }

  @Test
  void anEngineThatStartsWithBothAwayKnowsItsSessionsAndChangesNoAccount() {
    Browser browser = Administrator.at(first.client());
    Browser ended = Administrator.at(first.client());
    Browser thief = ended.copy();
    browser.refresh();
    Moments.let(COPIED);
    postgres.kill();
    redis.kill();
    requireAccountsAreLeftAsTheyAre(browser);
    assertThat(ended.logOut(false).statusCode()).isEqualTo(204);
    first.kill();
    try {
      first.restart();
      requireEnded(thief);
      requireAccountsAreLeftAsTheyAre(browser);
      assertThat(browser.me().statusCode()).isEqualTo(200);
      assertThat(browser.refresh().statusCode()).isEqualTo(200);
      assertThat(browser.me().statusCode()).isEqualTo(200);
    } finally {
      postgres.restart();
      redis.restart();
    }
    awaitPrimary();
    requireEnded(thief);
    thief.goTo(second.client());
    requireEnded(thief);
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    browser.goTo(second.client());
    assertThat(browser.refresh().statusCode()).isEqualTo(200);
    assertThat(loginAt(second, OTHER)).isEqualTo(401);
    assertThat(loginAt(second, Administrator.PASSWORD)).isEqualTo(200);
  }

  private static void requireEnded(Browser thief) {
    for (HttpResponse<String> refused : List.of(thief.me(), thief.refresh())) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(Browser.json(refused).getString("code")).isEqualTo("session_revoked");
    }
  }

  private static int loginAt(TestingEngine node, String password) {
    return new Browser(node.client()).logIn(Administrator.EMAIL, password).statusCode();
  }

  /** Both are asked of the database alone: nothing of them waits anywhere. */
  private static void requireAccountsAreLeftAsTheyAre(Browser browser) {
    String proof = "{\"password\":\"%s\"}".formatted(Administrator.PASSWORD);
    String passwords =
        "{\"old_password\":\"%s\",\"new_password\":\"%s\"}"
            .formatted(Administrator.PASSWORD, OTHER);
    for (HttpResponse<String> refused :
        List.of(
            browser.send("POST", "/api/auth/password", passwords),
            browser.send("DELETE", "/api/auth/me", proof))) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
  }

  /** The same browser at another node, which has looked the session up. */
  private static Browser seenOn(TestingEngine node, Browser browser) {
    Browser there = browser.copy();
    there.goTo(node.client());
    assertThat(there.me().statusCode()).isEqualTo(200);
    return there;
  }

  private static void awaitPrimary() {
    for (TestingEngine node : new TestingEngine[] {first, second}) {
      StoreView stores = new StoreView(node.client());
      stores.awaitPrimary(HEALED);
      stores.awaitDrained(HEALED);
      Eventually.holds("Redis is in use", stores::seesRedis);
    }
  }
}
