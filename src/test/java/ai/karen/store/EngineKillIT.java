package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.CommandJar;
import ai.karen.testing.DamagedJournal;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.RealRedis;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.PaidAnswers;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Throughput;
import ai.karen.testing.writes.WriteCheck;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine itself is killed under load, and starts again on what it left; be there a second one
 * that was started on its folder or not.
 */
class EngineKillIT {
  private static final int RATE = Scale.of("rate", 20);
  private static final int PAID = Math.max(1, RATE / 5);
  private static final int KILLS = Scale.of("engine-kills", 1);
  private static final Duration A_WHILE = Duration.ofMillis(1_500);

  /** A virtual machine that has just begun interprets, and compiles beside all that it is asked. */
  private static final Duration WARM = Duration.ofSeconds(60);

  private static final Duration DRAINED = Duration.ofSeconds(30);

  private static final String CONVERSATIONS = "/api/conversations";
  private static final String TITLE = "{\"title\":\"on a disk that rots\"}";

  private final Moments moments = new Moments(7);

  @Test
  void withTheEmbeddedDatabaseNothingIsLostAndASecondEngineIsKeptOut() {
    try (EchoingProvider provider = new EchoingProvider();
        TestingEngine engine = TestingEngine.start(provider.settings())) {
      AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
      try (SecondEngine second = SecondEngine.beside(engine)) {
        second.requireKeptOut();
        kill(engine, load);
        second.requireKeptOut();
      }
      WriteCheck told = load.checkByEngine();
      load.report("engine-killed-embedded", conditions(), told);
      assertThat(load.violations(told)).isEmpty();
      staysUnreadyOnADamagedJournal(engine);
    }
  }

  /** And says which file; nothing is cut off or skipped. */
  private static void staysUnreadyOnADamagedJournal(TestingEngine engine) {
    assertThat(engine.client().post(CONVERSATIONS, TITLE).statusCode()).isEqualTo(201);
    assertThat(engine.client().post(CONVERSATIONS, TITLE).statusCode()).isEqualTo(201);
    engine.kill();
    String file = DamagedJournal.in(engine.dataFolder());
    engine.relaunch();
    HttpResponse<String> ready = engine.client().awaitAnswer();
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains(file, "damaged");
    assertThat(CommandJar.run("karen-journal.jar", "check", engine.dataFolder()))
        .startsWith("1 ")
        .contains(file);
    assertThat(engine.client().post(CONVERSATIONS, TITLE).statusCode()).isEqualTo(503);
  }

  @Test
  void withPostgresNothingIsLostAndAStartNeedsNoStores() {
    try (EchoingProvider provider = new EchoingProvider();
        RealPostgres postgres = RealPostgres.start();
        RealRedis redis = RealRedis.start()) {
      Map<String, String> settings = StoreSettings.countingRequests(postgres, redis);
      settings.putAll(provider.settings());
      try (TestingEngine engine = TestingEngine.start(settings)) {
        StoreView stores = new StoreView(engine.client());
        stores.awaitPrimary(DRAINED);
        AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
        PaidAnswers paid = PaidAnswers.start(engine.client(), PAID);
        kill(engine, load);
        assertThat(paid.stop().answered()).isPositive();
        stores.awaitDrained(DRAINED);
        WriteCheck told = load.checkByEngine();
        WriteCheck kept = load.checkIn(postgres);
        load.report("engine-killed-postgres", conditions(), told, kept);
        assertThat(load.violations(told, kept)).isEmpty();
        assertThat(paid.violations(postgres)).isEmpty();
        new ReplayKills(engine, postgres).loseNothing();
        new StartsWithoutStores(engine, postgres, redis).areAsFastAsWithThem();
      }
    }
  }

  /**
   * Each time when half of the rate is acknowledged again; each of these writes is read as well, so
   * that the rate is that of the requests.
   */
  private void kill(TestingEngine engine, AcknowledgedWrites load) {
    for (int kill = 0; kill < KILLS; kill++) {
      Throughput throughput = new Throughput(load.figures());
      Eventually.holds("it is under load again", WARM, () -> throughput.reached(RATE / 2));
      moments.pass(A_WHILE);
      engine.kill();
      engine.restart();
    }
    moments.pass(A_WHILE);
    load.stop();
    assertThat(load.figures().acknowledged()).as("acknowledged").isPositive();
  }

  private static String conditions() {
    return "%d kills of the engine, each after a second with at least %d writes of %d offered"
        .formatted(KILLS, RATE / 2, RATE);
  }
}
