package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.RealRedis;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Times;
import ai.karen.testing.writes.WriteCheck;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One engine with a PostgreSQL and a Redis that die, freeze and come back under load. */
class StoreOutageIT {
  private static final int SMALL_RATE = 20;
  private static final int RATE = Scale.of("rate", SMALL_RATE);

  /** A time says nothing where the machine has more to do than it can. */
  private static final int FROZEN_RATE = Scale.of("frozen-rate", SMALL_RATE);

  private static final int KILLS = Scale.of("store-kills", 1);
  private static final int BACKLOG = Scale.of("backlog", 500);
  private static final Duration BACK = Duration.ofSeconds(5);
  private static final Duration DRAINED = Duration.ofSeconds(60);
  private static final Duration A_WHILE = Duration.ofMillis(700);
  private static final Duration OUTAGE = Duration.ofMillis(1_000);
  private static final Duration FROZEN = Duration.ofSeconds(3);

  /** What a frozen store may cost a request until it is known to be. */
  private static final Duration POSTGRES_NOTICED = Duration.ofSeconds(1);

  /** As many calls of 40 ms as the breaker wants to see. */
  private static final Duration REDIS_NOTICED = Duration.ofMillis(400);

  /** What a machine that builds at the same time may add; it is left alone for large proofs. */
  private static final Duration MARGIN =
      RATE > SMALL_RATE ? Duration.ofMillis(200) : Duration.ofSeconds(1);

  private static final Duration WARM = Duration.ofSeconds(Scale.of("warm-seconds", 2));

  private static RealPostgres postgres;
  private static RealRedis redis;
  private static EchoingProvider provider;
  private static TestingEngine engine;
  private static StoreView stores;

  private final Moments moments = new Moments(42);

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
    redis = RealRedis.start();
    provider = new EchoingProvider();
    Map<String, String> settings = StoreSettings.of(postgres, redis);
    settings.putAll(provider.settings());
    engine = TestingEngine.start(settings);
    stores = new StoreView(engine.client());
    warmUp();
  }

  /** The first requests load classes, which is not what is timed here. */
  private static void warmUp() {
    AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
    Eventually.holds("it writes", () -> load.figures().acknowledged() > RATE);
    Moments.let(WARM);
    load.stop();
  }

  @AfterAll
  static void stop() {
    engine.close();
    provider.close();
    redis.close();
    postgres.close();
  }

  @BeforeEach
  void healthy() {
    stores.awaitPrimary(DRAINED);
    stores.awaitDrained(DRAINED);
  }

  @Test
  void aKilledPostgresLosesNothing() {
    underKills(
        "postgres-killed",
        () -> {
          postgres.kill();
          moments.pass(OUTAGE);
          postgres.restart();
        });
  }

  @Test
  void aKilledRedisLosesNothing() {
    underKills(
        "redis-killed",
        () -> {
          redis.kill();
          moments.pass(OUTAGE);
          redis.restart();
        });
  }

  @Test
  void bothKilledLoseNothing() {
    underKills(
        "both-killed",
        () -> {
          redis.kill();
          postgres.kill();
          moments.pass(OUTAGE);
          postgres.restart();
          redis.restart();
        });
  }

  @Test
  void aFrozenPostgresCostsASecondAndThenNothing() {
    freezing("postgres-frozen", postgres::freeze, postgres::thaw, POSTGRES_NOTICED);
  }

  @Test
  void aFrozenRedisCostsNothing() {
    freezing("redis-frozen", redis::freeze, redis::thaw, REDIS_NOTICED);
  }

  @Test
  void aBacklogIsReplayedWhileServing() {
    postgres.kill();
    AcknowledgedWrites offline = AcknowledgedWrites.start(engine.client(), 1_000, 16);
    while (stores.waiting() < BACKLOG) {
      Moments.let(Duration.ofMillis(50));
    }
    Times serving = offline.stop().figures().times();
    int backlog = stores.waiting();
    AcknowledgedWrites meanwhile = AcknowledgedWrites.start(engine.client(), RATE);
    postgres.restart();
    Duration back = stores.awaitPrimary(BACK);
    Duration drained = stores.awaitDrained(DRAINED.plusMillis(BACKLOG * 10L)).plus(back);
    meanwhile.stop();
    stores.awaitDrained(DRAINED);
    WriteCheck first = offline.checkIn(postgres);
    WriteCheck second = meanwhile.checkIn(postgres);
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
    assertThat(offline.violations(first)).isEmpty();
    assertThat(meanwhile.violations(second)).isEmpty();
  }

  private void underKills(String name, Runnable kill) {
    AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
    Duration slowest = Duration.ZERO;
    for (int round = 0; round < KILLS; round++) {
      moments.pass(A_WHILE);
      kill.run();
      Duration back = stores.awaitPrimary(BACK);
      slowest = back.compareTo(slowest) > 0 ? back : slowest;
    }
    moments.pass(A_WHILE);
    load.stop();
    Duration drained = stores.awaitDrained(DRAINED);
    String conditions =
        "%s: %d kills at %d writes a second; primary again after at most %d ms, drained %d ms later"
            .formatted(name, KILLS, RATE, slowest.toMillis(), drained.toMillis());
    conclude(name, conditions, load);
  }

  private void freezing(String name, Runnable freeze, Runnable thaw, Duration noticed) {
    AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), FROZEN_RATE);
    moments.pass(A_WHILE);
    load.figures().times();
    Moments.let(FROZEN);
    Times before = load.figures().times();
    freeze.run();
    Moments.let(FROZEN.dividedBy(2));
    Times noticing = load.figures().times();
    Moments.let(FROZEN);
    Times frozen = load.figures().times();
    thaw.run();
    Duration back = stores.awaitPrimary(BACK);
    moments.pass(A_WHILE);
    load.stop();
    stores.awaitDrained(DRAINED);
    String conditions =
        "%s at %d writes a second%nbefore: %s%nnoticing: %s%nfrozen: %s%nprimary %d ms after thaw"
            .formatted(name, FROZEN_RATE, before, noticing, frozen, back.toMillis());
    conclude(name, conditions, load);
    assertThat(noticing.quantile(1))
        .as(conditions)
        .isLessThan(before.quantile(0.99).plus(noticed).plus(MARGIN));
    assertThat(frozen.quantile(0.9))
        .as(conditions)
        .isLessThan(before.quantile(0.9).plus(MARGIN.dividedBy(2)));
  }

  private static void conclude(String name, String conditions, AcknowledgedWrites load) {
    WriteCheck told = load.checkByEngine();
    WriteCheck kept = load.checkIn(postgres);
    load.report(name, conditions, told, kept);
    assertThat(load.violations(told, kept)).as(conditions).isEmpty();
    assertThat(load.figures().acknowledged()).as("acknowledged").isPositive();
  }
}
