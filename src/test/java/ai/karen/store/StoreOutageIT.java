package ai.karen.store;

import static ai.karen.store.Outages.BACK;
import static ai.karen.store.Outages.DRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.Histogram;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Times;
import ai.karen.testing.writes.WriteCheck;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One engine with a PostgreSQL and a Redis that die, freeze and come back under load. Every request
 * asks Redis.
 */
class StoreOutageIT {
  private static final int RATE = Scale.of("rate", 20);
  private static final int KILLS = Scale.of("store-kills", 1);
  private static final int BACKLOG = Scale.of("backlog", 500);
  private static final Duration A_WHILE = Duration.ofMillis(700);
  private static final Duration OUTAGE = Duration.ofMillis(1_000);

  /** Within this an outage is known to those who watch; requests do not wait for it. */
  private static final Duration NOTICED = Duration.ofSeconds(5);

  /** What a frozen PostgreSQL may cost a request until it is known to be. */
  private static final Duration POSTGRES_COSTS = Duration.ofSeconds(1);

  /** As many calls of 40 ms as the breaker wants to see. */
  private static final Duration REDIS_COSTS = Duration.ofMillis(400);

  /** Of the last ten calls half. */
  private static final int TO_OPEN = 5;

  private static final int MORE_THAN_ITS_WINDOW = 40;

  /** What an open breaker answers. */
  private static final Duration WARM = Duration.ofSeconds(Scale.of("warm-seconds", 2));

  private static Outages outages;

  private final Moments moments = new Moments(42);

  @BeforeAll
  static void start() {
    outages = Outages.start(RATE, WARM);
  }

  @AfterAll
  static void stop() {
    outages.close();
  }

  @BeforeEach
  void healthy() {
    outages.awaitHealth();
  }

  @Test
  void aKilledPostgresLosesNothing() {
    underKills(
        "postgres-killed",
        () -> {
          outages.postgres().kill();
          outages.stores().awaitFallback(NOTICED);
          moments.pass(OUTAGE);
          outages.postgres().restart();
          return outages.stores().awaitPrimary(BACK);
        });
  }

  @Test
  void aKilledRedisLosesNothingAndIsUsedAgain() {
    underKills(
        "redis-killed",
        () -> {
          outages.redis().kill();
          outages.stores().awaitMemory(NOTICED);
          moments.pass(OUTAGE);
          outages.redis().restart();
          return outages.stores().awaitRedis(BACK);
        });
  }

  @Test
  void bothKilledLoseNothingAndAreUsedAgain() {
    underKills(
        "both-killed",
        () -> {
          outages.redis().kill();
          outages.postgres().kill();
          outages.stores().awaitMemory(NOTICED);
          outages.stores().awaitFallback(NOTICED);
          moments.pass(OUTAGE);
          outages.postgres().restart();
          outages.redis().restart();
          return outages.awaitBoth();
        });
  }

  @Test
  void aFrozenPostgresCostsASecondAndThenNothing() {
    Freezing freezing = Freezing.begin(outages);
    outages.postgres().freeze();
    freezing.watch();
    assertThat(outages.stores().isPrimary()).as("while it is frozen").isFalse();
    outages.postgres().thaw();
    concludeFreeze("postgres-frozen", freezing, outages.stores().awaitPrimary(BACK));
    freezing.judge(POSTGRES_COSTS);
  }

  @Test
  void aFrozenRedisCostsLittleAndThenNothing() {
    Freezing freezing = Freezing.begin(outages);
    outages.redis().freeze();
    freezing.watch();
    assertThat(outages.stores().seesRedis()).as("while it is frozen").isFalse();
    outages.redis().thaw();
    concludeFreeze("redis-frozen", freezing, outages.stores().awaitRedis(BACK));
    freezing.judge(REDIS_COSTS);
  }

  @Test
  void bothFrozenCostASecondAndThenNothing() {
    try (AccountReads account = AccountReads.start(outages.engine().client())) {
      Freezing freezing = Freezing.begin(outages);
      Duration longest = Freezing.longest(account.slowest(), POSTGRES_COSTS.plus(REDIS_COSTS));
      outages.redis().freeze();
      outages.postgres().freeze();
      freezing.watch();
      assertThat(outages.stores().isPrimary()).as("while it is frozen").isFalse();
      assertThat(outages.stores().seesRedis()).as("while it is frozen").isFalse();
      Duration slowest = account.slowest();
      outages.postgres().thaw();
      outages.redis().thaw();
      concludeFreeze("both-frozen", freezing, outages.awaitBoth());
      freezing.judge(POSTGRES_COSTS);
      assertThat(slowest).as("what stands of an account").isLessThan(longest);
    }
  }

  @Test
  void theDatabasesBreakerOpensAfterHalfOfTenCallsIsSeenAndLetsItInAgainBySomeTrials() {
    GuardView guard = guard("ai.karen.store.adapter.jpa.SharedDatabase.run");
    Instant before = Instant.now();
    double failures = guard.failures();
    double opened = guard.opened();
    double halfOpen = guard.halfOpen();
    outages.postgres().kill();
    Eventually.holds("it is left alone", () -> guard.opened() > opened);
    Eventually.holds("others ask no more", () -> guard.prevented() > 0);
    assertThat(seen("database").getString("reason")).contains("refused");
    assertThat(guard.failures()).isGreaterThanOrEqualTo(failures + TO_OPEN);
    Instant since = Instant.parse(seen("database").getString("since"));
    assertThat(since).isAfter(before);
    assertThat(seen("database").getString("mode")).isEqualTo("journal");
    outages.postgres().restart();
    outages.stores().awaitPrimary(BACK);
    assertThat(guard.halfOpen()).as("by trials").isGreaterThan(halfOpen);
    assertThat(seen("database").getString("reason")).isEmpty();
    assertThat(Instant.parse(seen("database").getString("since"))).isAfter(since);
  }

  @Test
  void theBreakerOfRedisOpensAfterHalfOfTenCallsIsSeenAndLetsItInAgainBySomeTrials() {
    GuardView guard = guard("ai.karen.store.adapter.redis.RedisGuard.ask");
    Instant before = Instant.now();
    double failures = guard.failures();
    double opened = guard.opened();
    double halfOpen = guard.halfOpen();
    outages.redis().freeze();
    IntStream.range(0, MORE_THAN_ITS_WINDOW)
        .parallel()
        .forEach(call -> outages.engine().client().get("/v1/models"));
    outages.stores().awaitMemory(NOTICED);
    assertThat(guard.opened()).isGreaterThan(opened);
    assertThat(guard.failures()).isGreaterThanOrEqualTo(failures + TO_OPEN);
    Instant since = Instant.parse(seen("redis").getString("since"));
    assertThat(since).isAfter(before);
    assertThat(seen("redis").getString("reason")).contains("does not answer in time");
    outages.redis().thaw();
    outages.stores().awaitRedis(BACK);
    assertThat(guard.halfOpen()).as("by trials").isGreaterThan(halfOpen);
    assertThat(seen("redis").getString("reason")).isEmpty();
    assertThat(Instant.parse(seen("redis").getString("since"))).isAfter(since);
  }

  private static GuardView guard(String method) {
    return new GuardView(outages.engine().client(), method);
  }

  private static JsonObject seen(String store) {
    return outages.stores().check(store);
  }

  @Test
  void aBacklogIsReplayedWhileServing() {
    outages.postgres().kill();
    AcknowledgedWrites offline = AcknowledgedWrites.start(outages.engine().client(), 1_000, 16);
    while (outages.stores().waiting() < BACKLOG) {
      Moments.let(Duration.ofMillis(50));
    }
    Times serving = offline.stop().figures().times();
    int backlog = outages.stores().waiting();
    AcknowledgedWrites meanwhile = outages.load(RATE);
    outages.postgres().restart();
    Duration back = outages.stores().awaitPrimary(BACK);
    requireListsToBeCalledPartial();
    requireNewOnesGoPastTheBacklog();
    Duration drained = outages.stores().awaitDrained(DRAINED.plusMillis(BACKLOG * 10L)).plus(back);
    meanwhile.stop();
    outages.stores().awaitDrained(DRAINED);
    WriteCheck first = offline.checkIn(outages.postgres());
    WriteCheck second = meanwhile.checkIn(outages.postgres());
    Reports.write(
        "backlog",
        "%d operations journaled at %s%nreplayed in %d ms, %.0f a second, while serving: %s%n%s%s"
            .formatted(
                backlog,
                serving,
                drained.toMillis(),
                backlog * 1_000.0 / drained.toMillis(),
                meanwhile.figures().times(),
                first.table(),
                second.table()));
    assertThat(offline.figures().unanswered()).isEmpty();
    assertThat(meanwhile.figures().unanswered()).isEmpty();
    assertThat(offline.violations(first)).isEmpty();
    assertThat(meanwhile.violations(second)).isEmpty();
  }

  private static void requireNewOnesGoPastTheBacklog() {
    HttpResponse<String> begun =
        outages.engine().client().post("/api/conversations", "{\"title\":\"past the backlog\"}");
    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(Node.isDegraded(begun)).as("it waits behind others").isFalse();
  }

  /** For as long as the backlog waits, which is their owner's. */
  private static void requireListsToBeCalledPartial() {
    HttpResponse<String> list = outages.engine().client().get("/api/conversations");
    boolean isPartial = list.body().contains("\"partial\":true") && Node.isDegraded(list);
    assertThat(isPartial || outages.stores().waiting() < BACKLOG / 2)
        .as("partial, or there is not much left")
        .isTrue();
  }

  /**
   * @param outage returns how long it took until what was away was in use again
   */
  private void underKills(String name, Supplier<Duration> outage) {
    AcknowledgedWrites load = outages.load(RATE);
    Duration slowest = Duration.ZERO;
    for (int round = 0; round < KILLS; round++) {
      moments.pass(A_WHILE);
      Duration back = outage.get();
      slowest = back.compareTo(slowest) > 0 ? back : slowest;
    }
    Histogram asked = outages.stores().redisCalls();
    int before = load.figures().acknowledged();
    moments.pass(A_WHILE);
    int written = load.stop().figures().acknowledged() - before;
    assertThat(outages.stores().redisCalls().since(asked).count())
        .as("Redis is asked by every request")
        .isGreaterThanOrEqualTo(written);
    Duration drained = outages.stores().awaitDrained(DRAINED);
    String conditions =
        "%s: %d kills at %d writes a second; in use again after at most %d ms, drained %d ms later"
            .formatted(name, KILLS, RATE, slowest.toMillis(), drained.toMillis());
    conclude(name, conditions, load);
  }

  private void concludeFreeze(String name, Freezing freezing, Duration back) {
    moments.pass(A_WHILE);
    AcknowledgedWrites load = freezing.stop();
    outages.stores().awaitDrained(DRAINED);
    conclude(
        name,
        "%s at %s%nin use again %d ms after the thaw".formatted(name, freezing, back.toMillis()),
        load);
  }

  private static void conclude(String name, String conditions, AcknowledgedWrites load) {
    WriteCheck told = load.checkByEngine();
    WriteCheck kept = load.checkIn(outages.postgres());
    load.report(name, conditions, told, kept);
    assertThat(load.violations(told, kept)).as(conditions).isEmpty();
    assertThat(load.figures().unanswered()).as(conditions).isEmpty();
    assertThat(load.figures().acknowledged()).as("acknowledged").isPositive();
  }
}
