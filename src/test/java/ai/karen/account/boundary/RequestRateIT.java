package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealRedis;
import ai.karen.testing.TestingEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two engines that share what one key may send. */
class RequestRateIT {
  private static final int MOST = 20;
  private static final int LAST_SECONDS = 20;

  private static final RealRedis REDIS = RealRedis.start();

  private static final List<TestingEngine> ENGINES = new ArrayList<>();

  private static TestingEngine one;
  private static TestingEngine two;

  @BeforeAll
  static void start() {
    Map<String, String> settings =
        Map.of(
            "KAREN_REDIS_URL", REDIS.url(),
            "KAREN_SECRET", "of both nodes, with at least 32 characters",
            "KAREN_KEYS_REQUESTS_PER_MINUTE", String.valueOf(MOST));
    one = started(settings);
    two = started(settings);
    Eventually.holds("both use Redis", () -> usesRedis(one) && usesRedis(two));
  }

  @AfterAll
  static void stop() {
    ENGINES.forEach(TestingEngine::close);
    REDIS.close();
  }

  @Test
  void bothTogetherLetThroughWhatOneKeyMaySendInAMinute() {
    // The test needs less; a minute's end must not come in between.
    Eventually.holds(
        "a minute has enough left", () -> LocalTime.now().getSecond() < 60 - LAST_SECONDS);
    for (int call = 0; call < MOST / 2; call++) {
      assertThat(one.client().get("/v1/models").statusCode()).isEqualTo(200);
      assertThat(two.client().get("/v1/models").statusCode()).isEqualTo(200);
    }
    requireRefusal(one.client().get("/v1/models"), "application/json");
    requireRefusal(two.client().get("/system/status"), "application/problem+json");
    assertThat(two.client().get("/health/ready").statusCode()).as("is free").isEqualTo(200);
    assertThat(two.client().getAnonymously("/system/status").statusCode())
        .as("without a key nothing is counted")
        .isEqualTo(200);
    REDIS.kill();
    assertThat(one.client().get("/v1/models").statusCode())
        .as("what this node has counted itself is less than a minute's")
        .isEqualTo(200);
  }

  private static void requireRefusal(HttpResponse<String> refusal, String type) {
    assertThat(refusal.statusCode()).isEqualTo(429);
    assertThat(refusal.headers().firstValue("content-type").orElse("")).startsWith(type);
    assertThat(refusal.body()).contains("rate_limit_exceeded", MOST + " requests per minute");
    long wait = Long.parseLong(refusal.headers().firstValue("retry-after").orElseThrow());
    assertThat(Duration.ofSeconds(wait)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private static TestingEngine started(Map<String, String> settings) {
    TestingEngine engine = TestingEngine.start(settings);
    ENGINES.add(engine);
    return engine;
  }

  private static boolean usesRedis(TestingEngine engine) {
    return engine.logs().contains("is in use");
  }
}
