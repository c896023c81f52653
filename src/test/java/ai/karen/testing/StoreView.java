package ai.karen.testing;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What an engine tells operators about its stores. */
public final class StoreView {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String REDIS = "redis";
  private static final String REDIS_CALLS = "karen_redis_call_duration_seconds";
  private static final Duration LOOK = Duration.ofMillis(50);

  private final EngineClient client;

  public StoreView(EngineClient client) {
    this.client = client;
  }

  /** The data of a readiness check. */
  public JsonObject check(String name) {
    return json(client.getAnonymously("/health/ready").body())
        .getJsonArray("checks")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(check -> check.getString("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + name))
        .getJsonObject("data");
  }

  public boolean isPrimary() {
    return check("database").getString("mode").equals("primary");
  }

  /** Operations that wait in the journal. */
  public int waiting() {
    return check("database").getInt("journal_depth");
  }

  public int parked() {
    return check("database").getInt("journal_parked");
  }

  /** Operations that were replayed since the start. */
  public int replayed() {
    return check("database").getInt("replayed");
  }

  /** What an administrator sees of the journal. */
  public JsonObject journal() {
    return store("journal");
  }

  /** What an administrator sees of a store. */
  public JsonObject store(String name) {
    return json(client.get("/system/status").body()).getJsonObject("stores").getJsonObject(name);
  }

  /** Whether the engine believes Redis to be there. */
  public boolean seesRedis() {
    return check(REDIS).getString("mode").equals("primary");
  }

  /**
   * Whether Redis answers requests. What the engine believes would not do, because a breaker may
   * still be open. Of an engine that counts requests, so that a request asks Redis.
   */
  public boolean usesRedis() {
    if (!seesRedis()) {
      return false;
    }
    long before = answersOfRedis();
    client.get("/v1/models");
    return answersOfRedis() > before;
  }

  /** What callers waited for Redis, or for memory to take over, since the start. */
  public Histogram redisCalls() {
    return Histogram.in(client.get("/metrics").body(), REDIS_CALLS);
  }

  private long answersOfRedis() {
    return Histogram.in(client.get("/metrics").body(), REDIS_CALLS, "outcome=\"ok\"").count();
  }

  /** Returns how long it took. */
  public Duration awaitPrimary(Duration longest) {
    return await("the database is primary", longest, this::isPrimary);
  }

  /** Returns how long it took. */
  public Duration awaitFallback(Duration longest) {
    return await("the database is away", longest, () -> !isPrimary());
  }

  /** Returns how long it took. */
  public Duration awaitRedis(Duration longest) {
    return await("Redis is in use", longest, this::usesRedis);
  }

  /** That memory has taken Redis's place. Returns how long it took. */
  public Duration awaitMemory(Duration longest) {
    return await(
        "memory stands in for Redis",
        longest,
        () -> check(REDIS).getString("mode").equals("memory"));
  }

  /** Returns how long it took. */
  public Duration awaitDrained(Duration longest) {
    return await("nothing waits in the journal", longest, () -> waiting() == 0);
  }

  private Duration await(String what, Duration longest, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new AssertionError(
            "not within " + longest + " that " + what + ": " + client.get("/system/status").body());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
