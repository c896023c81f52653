package ai.karen.store;

import ai.karen.testing.Administrator;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.RealRedis;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.Moments;
import java.time.Duration;
import java.util.Map;

/** An engine that has been warmed up, and the stores that are taken from it. */
record Outages(
    RealPostgres postgres,
    RealRedis redis,
    EchoingProvider provider,
    TestingEngine engine,
    StoreView stores)
    implements AutoCloseable {

  /** Within this a store that is back is in use. */
  static final Duration BACK = Duration.ofSeconds(5);

  static final Duration DRAINED = Duration.ofSeconds(60);

  /**
   * @param rate writes a second, with which it is warmed up
   */
  static Outages start(int rate, Duration warm) {
    RealPostgres postgres = RealPostgres.start();
    RealRedis redis = RealRedis.start();
    EchoingProvider provider = new EchoingProvider();
    Map<String, String> settings = StoreSettings.countingRequests(postgres, redis);
    settings.putAll(provider.settings());
    settings.putAll(Administrator.settings());
    TestingEngine engine = TestingEngine.start(settings);
    Outages outages =
        new Outages(postgres, redis, provider, engine, new StoreView(engine.client()));
    outages.warmUp(rate, warm);
    outages.awaitAdministrator();
    return outages;
  }

  /** The first requests load classes, which is not what is timed. */
  private void warmUp(int rate, Duration warm) {
    AcknowledgedWrites load = load(rate);
    Eventually.holds("it writes", () -> load.figures().acknowledged() > rate);
    Moments.let(warm);
    load.stop();
  }

  /** Who is made in the background. */
  private void awaitAdministrator() {
    Eventually.holds(
        "the administrator was made",
        () -> engine.client().get("/api/admin/users").body().contains(Administrator.EMAIL));
  }

  AcknowledgedWrites load(int rate) {
    return AcknowledgedWrites.start(engine.client(), rate);
  }

  void awaitHealth() {
    stores.awaitPrimary(DRAINED);
    stores.awaitRedis(DRAINED);
    stores.awaitDrained(DRAINED);
  }

  /** From the moment at which both are there, until both are in use. */
  Duration awaitBoth() {
    Duration primary = stores.awaitPrimary(BACK);
    return primary.plus(stores.awaitRedis(BACK.minus(primary)));
  }

  @Override
  public void close() {
    engine.close();
    provider.close();
    redis.close();
    postgres.close();
  }
}
