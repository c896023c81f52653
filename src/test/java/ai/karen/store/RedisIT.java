package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.Browser;
import ai.karen.testing.EvenLoad;
import ai.karen.testing.Eventually;
import ai.karen.testing.Histogram;
import ai.karen.testing.Line;
import ai.karen.testing.RealRedis;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingAuthority;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Times;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Two engines that meet in a real Redis, which was not there when they started; the second reaches
 * it by TLS and trusts its authority alone. Every request counts in it, so every request feels what
 * it does.
 */
class RedisIT {
  private static final Duration BACK = Duration.ofSeconds(5);

  private static final int SMALL_FREEZES = 3;
  private static final int FREEZES = Scale.of("redis-freezes", SMALL_FREEZES);

  /** Large ones run on a machine that does nothing else. */
  private static final boolean STRICT = FREEZES > SMALL_FREEZES;

  private static final double JUDGED = STRICT ? 0.99 : 0.5;
  private static final Duration NOTHING = Duration.ofMillis(STRICT ? 20 : 100);

  /** The next bucket above 40 ms: a timer that is due then is late by a little. */
  private static final Duration JUST_OVER = Duration.ofMillis(60);

  private static final Duration WARM = Duration.ofSeconds(Scale.of("warm-seconds", 1));
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration NOTICING = Duration.ofMillis(800);
  private static final String QUESTION =
      "{\"model\":\"primary\",\"temperature\":0,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  /** Of the second engine; the first one's is out of reach. */
  private static final int LIMIT = 1_000;

  private static final int OF_ONE_KEY = 30;

  private static final RealRedis REDIS = RealRedis.away();
  private static final ScriptedProvider PROVIDER = ScriptedProvider.start();

  private static final List<TestingEngine> ENGINES = new ArrayList<>();

  @TempDir private static Path folder;

  private static Line encrypted;
  private static TestingEngine one;
  private static StoreView stores;
  private static TestingEngine two;
  private static String modeAtTheStart;
  private static int answerAtTheStart;

  @BeforeAll
  static void startWithoutRedis() throws Exception {
    one = started(REDIS.url(), 1_000_000, Map.of());
    stores = new StoreView(one.client());
    try (TestingAuthority authority = new TestingAuthority(folder)) {
      encrypted = Line.encrypted(REDIS.port(), authority.tls());
      Map<String, String> trust = Map.of("KAREN_HTTP_TRUSTSTORE", authority.pem.toString());
      two = started("rediss://localhost:" + encrypted.port(), LIMIT, trust);
    }
    modeAtTheStart = stores.check("redis").getString("mode");
    answerAtTheStart = ask(one, "At the start").statusCode();
  }

  @AfterAll
  static void stop() {
    ENGINES.forEach(TestingEngine::close);
    PROVIDER.close();
    encrypted.close();
    REDIS.close();
  }

  @BeforeEach
  void startRedis() {
    REDIS.restart();
    long start = System.nanoTime();
    Eventually.holds("both use Redis", () -> isPrimary(one) && isPrimary(two));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("in use again so soon after it is there")
        .isLessThan(BACK);
  }

  @Test
  void startedWithoutRedisItWasReadyAndAnsweredFromMemory() {
    assertThat(modeAtTheStart).isEqualTo("memory");
    assertThat(answerAtTheStart).isEqualTo(200);
  }

  /**
   * A frozen Redis is asked by a few calls only, until it is known to be away: so it freezes often,
   * and those that waited for it are judged together. Those that did not wait are left out, for
   * they would flatter the rest.
   */
  @Test
  void aCommandOfAFrozenRedisEndsAfter40MillisecondsAndThenNobodyWaits() {
    asking(WARM);
    List<Duration> before = asking(BEFORE);
    Histogram calls = stores.redisCalls();
    List<Duration> noticing = new ArrayList<>();
    List<Duration> then = new ArrayList<>();
    for (int freeze = 0; freeze < FREEZES; freeze++) {
      REDIS.freeze();
      noticing.addAll(asking(NOTICING));
      stores.awaitMemory(BACK);
      then.addAll(asking(NOTICING));
      REDIS.thaw();
      stores.awaitRedis(BACK);
    }
    Histogram during = stores.redisCalls().since(calls);
    String figures =
        "%d freezes%ncommands %s%nrequests before: %s%nuntil it is known: %s%nthen: %s%n"
            .formatted(FREEZES, during, new Times(before), new Times(noticing), new Times(then));
    Reports.write("redis-frozen-commands", figures);
    long waited = during.beyond(Duration.ofMillis(20));
    assertThat(waited).as(figures).isGreaterThanOrEqualTo(FREEZES);
    assertThat(during.beyond(STRICT ? JUST_OVER : Duration.ofSeconds(1)))
        .as("more than a hundredth of those that waited took too long: %s", figures)
        .isLessThanOrEqualTo(waited / 100);
    assertThat(during.beyond(Duration.ofMillis(100)))
        .as("more than half of those that waited took far too long: %s", figures)
        .isLessThanOrEqualTo(waited / 2);
    assertThat(new Times(then).quantile(JUDGED))
        .as(figures)
        .isLessThan(new Times(before).quantile(JUDGED).plus(NOTHING));
  }

  @Test
  void whileRedisIsDeadRequestsGoOnAndItIsUsedAgainWhenItReturns() {
    REDIS.kill();
    assertThat(ask(one, "While it is dead").statusCode()).isEqualTo(200);
    stores.awaitMemory(BACK);
    assertThat(one.client().get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(one.client().get("/system/status").body()).contains("\"redis\"");
    REDIS.restart();
    long start = System.nanoTime();
    Eventually.holds("Redis is used again", () -> countsInRedis());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BACK);
    assertThat(one.client().get("/metrics").body())
        .contains("karen_redis_primary", "karen_redis_fallbacks_total")
        .contains("karen_redis_call_duration_seconds_bucket{")
        .contains("ai.karen.store.adapter.redis.RedisGuard.ask");
  }

  @Test
  void anAnswerOfOneEngineIsGivenAgainByTheOther() {
    PROVIDER.always(Behaviours.answer("Only once."));
    HttpResponse<String> first = ask(one, "Shared by both");
    assertThat(first.headers().firstValue("x-karen-cache")).isEmpty();
    Eventually.holds("it is kept", () -> isHit(ask(two, "Shared by both")));
    HttpResponse<String> second = ask(two, "Shared by both");
    assertThat(second.body()).contains("Only once.");
    assertThat(second.headers().firstValue("x-karen-provider")).contains("openai");
    assertThat(second.headers().firstValue("x-karen-attempts")).contains("0");
  }

  @Test
  void bothTogetherLetThroughWhatOneKeyMaySendInAMinute() {
    Eventually.holds("the second refuses what the first was sent", this::secondRefuses);
    REDIS.kill();
    assertThat(two.client().get("/v1/models").statusCode())
        .as("what it has counted itself is less")
        .isEqualTo(200);
    Eventually.holds("it refuses by its own count", this::twoRefusesAlone);
  }

  @Test
  void whatAKeySentWhileRedisWasThereIsCountedWhenItIsGone() {
    Eventually.holds("all of it is within one minute", this::isAdmittedTheRestAndNoMore);
  }

  /** A key of its own, which nobody else has used in this minute. */
  private boolean isAdmittedTheRestAndNoMore() {
    startRedis();
    long minute = minute();
    String wish = "{\"scopes\":[\"chat\"],\"requests_per_minute\":" + OF_ONE_KEY + "}";
    Browser program = new Browser(two.client());
    program.useToken(Browser.json(two.client().post("/api/auth/api-keys", wish)).getString("key"));
    long before = admitted(program, OF_ONE_KEY / 3);
    REDIS.kill();
    long then = admitted(program, OF_ONE_KEY);
    if (minute() != minute) {
      return false;
    }
    assertThat(before).isEqualTo(OF_ONE_KEY / 3);
    assertThat(then).as("the rest").isEqualTo(OF_ONE_KEY - before);
    return true;
  }

  private static long admitted(Browser program, int requests) {
    return IntStream.range(0, requests)
        .map(request -> program.get("/v1/models").statusCode())
        .filter(status -> status == 200)
        .count();
  }

  private static long minute() {
    return Instant.now().getEpochSecond() / 60;
  }

  private boolean twoRefusesAlone() {
    IntStream.range(0, LIMIT).parallel().forEach(call -> two.client().get("/v1/models"));
    return two.client().get("/v1/models").statusCode() == 429;
  }

  /** Where a minute ends in between, it has to be sent again. */
  private boolean secondRefuses() {
    IntStream.range(0, LIMIT).parallel().forEach(call -> one.client().get("/v1/models"));
    HttpResponse<String> refusal = two.client().get("/v1/models");
    if (refusal.statusCode() != 429) {
      return false;
    }
    requireRefusal(refusal, "application/json");
    assertThat(two.client().get("/health/ready").statusCode()).as("is free").isEqualTo(200);
    assertThat(two.client().getAnonymously("/system/status").statusCode())
        .as("without a key nothing is counted")
        .isEqualTo(200);
    return true;
  }

  private static void requireRefusal(HttpResponse<String> refusal, String type) {
    assertThat(refusal.headers().firstValue("content-type").orElse("")).startsWith(type);
    assertThat(refusal.body()).contains("rate_limit_exceeded", LIMIT + " requests per minute");
    long wait = Long.parseLong(refusal.headers().firstValue("retry-after").orElseThrow());
    assertThat(Duration.ofSeconds(wait)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private static boolean isHit(HttpResponse<String> response) {
    return response.headers().firstValue("x-karen-cache").filter("hit"::equals).isPresent();
  }

  private static HttpResponse<String> ask(TestingEngine engine, String question) {
    return engine.client().post("/v1/chat/completions", QUESTION.formatted(question));
  }

  private static boolean countsInRedis() {
    one.client().get("/v1/models");
    try (Jedis client = new Jedis("127.0.0.1", REDIS.port())) {
      return !client.keys("karen:counter:requests:*").isEmpty();
    }
  }

  /** A hundred requests a second, each of which asks Redis. */
  private static List<Duration> asking(Duration time) {
    return EvenLoad.of(one.client(), "/v1/models", TestingEngine.KEY, 100).during(time);
  }

  private static boolean isPrimary(TestingEngine engine) {
    return new StoreView(engine.client()).seesRedis();
  }

  private static TestingEngine started(
      String redis, int requestsPerMinute, Map<String, String> trust) {
    Map<String, String> settings = new HashMap<>(trust);
    settings.put("KAREN_REDIS_URL", redis);
    settings.put("KAREN_SECRET", "of both nodes, with at least 32 characters");
    settings.put("KAREN_KEYS_REQUESTS_PER_MINUTE", String.valueOf(requestsPerMinute));
    settings.put("KAREN_CACHE_ANSWERS", "PT1M");
    settings.put("OPENAI_API_KEY", "secret-of-openai");
    settings.put("KAREN_PROVIDERS_OPENAI_BASE_URL", PROVIDER.baseUrl());
    settings.put("KAREN_SHUTDOWN_GRACE", "PT1S");
    TestingEngine engine = TestingEngine.start(settings);
    ENGINES.add(engine);
    return engine;
  }
}
