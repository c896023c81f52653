package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.Line;
import ai.karen.testing.RealRedis;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.TestingAuthority;
import ai.karen.testing.TestingEngine;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Logger LOG = System.getLogger(RedisIT.class.getName());
  private static final Duration BACK = Duration.ofSeconds(5);
  private static final String QUESTION =
      "{\"model\":\"primary\",\"temperature\":0,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  /** Of the second engine; the first one's is out of reach. */
  private static final int LIMIT = 1_000;

  private static final RealRedis REDIS = RealRedis.away();
  private static final ScriptedProvider PROVIDER = ScriptedProvider.start();

  private static final List<TestingEngine> ENGINES = new ArrayList<>();

  @TempDir private static Path folder;

  private static Line encrypted;
  private static TestingEngine one;
  private static TestingEngine two;
  private static String modeAtTheStart;
  private static int answerAtTheStart;

  @BeforeAll
  static void startWithoutRedis() throws Exception {
    one = started(REDIS.url(), 1_000_000, Map.of());
    try (TestingAuthority authority = new TestingAuthority(folder)) {
      encrypted = Line.encrypted(REDIS.port(), authority.tls());
      Map<String, String> trust = Map.of("KAREN_HTTP_TRUSTSTORE", authority.pem.toString());
      two = started("rediss://localhost:" + encrypted.port(), LIMIT, trust);
    }
    modeAtTheStart = mode(one);
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

  @Test
  void aFrozenRedisCostsLittleUntilItIsKnownAndNothingThen() {
    List<Long> before = costs(50);
    REDIS.freeze();
    List<Long> during = costs(100);
    Eventually.holds("memory has taken over", () -> mode(one).equals("memory"));
    List<Long> after = costs(50);
    REDIS.thaw();
    // Generous, because machines that run tests do other things too; the figures say more.
    LOG.log(
        Level.INFO,
        "Milliseconds of a request, median / 99th percentile: with Redis {0}, frozen {1}, then {2}",
        figures(before),
        figures(during),
        figures(after));
    assertThat(during).allMatch(millis -> millis < 500);
  }

  @Test
  void whileRedisIsDeadRequestsGoOnAndItIsUsedAgainWhenItReturns() {
    REDIS.kill();
    assertThat(ask(one, "While it is dead").statusCode()).isEqualTo(200);
    Eventually.holds("memory has taken over", () -> mode(one).equals("memory"));
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

  private static List<Long> costs(int requests) {
    List<Long> millis = new ArrayList<>();
    for (int request = 0; request < requests; request++) {
      long start = System.nanoTime();
      assertThat(one.client().get("/v1/models").statusCode()).isEqualTo(200);
      millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
    return millis;
  }

  private static String figures(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.get(sorted.size() / 2) + " / " + sorted.get(sorted.size() * 99 / 100);
  }

  private static boolean isPrimary(TestingEngine engine) {
    return mode(engine).equals("primary");
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

  private static String mode(TestingEngine engine) {
    String body = engine.client().getAnonymously("/health/ready").body();
    return Json.createReader(new StringReader(body)).readObject().getJsonArray("checks").stream()
        .map(check -> check.asJsonObject())
        .filter(check -> check.getString("name").equals("redis"))
        .map(check -> check.getJsonObject("data"))
        .map((JsonObject data) -> data.getString("mode"))
        .findFirst()
        .orElse("none");
  }
}
