package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.FailingFsyncs;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.WriteCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fsyncs of the journal's disk end with an error for a while, under load. */
class FailingFsyncIT {
  private static final int RATE = Scale.of("rate", 20);
  private static final int ROUNDS = 4;
  private static final String CONVERSATIONS = "/api/conversations";
  private static final String REFUSED = "refused";
  private static final String TAKEN = "taken";
  private static final Duration A_WHILE = Duration.ofMillis(1_500);

  /** What was refused does not come back, not even after a kill. */
  @Test
  void whatCouldNotBeForcedIsRefusedForGoodAndNothingElseIsLost() {
    int port = freePort();
    try (EchoingProvider provider = new EchoingProvider();
        TestingEngine engine = TestingEngine.start(settings(provider, port));
        FailingFsyncs disk = FailingFsyncs.at(port)) {
      StoreView stores = new StoreView(engine.client());
      AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
      awaitMoreOf(load);
      disk.begin();
      Eventually.holds("writes are refused", () -> load.figures().refused() > 0);
      Eventually.holds("it is told", () -> modeOf(stores).equals("read-only"));
      Moments.let(A_WHILE);
      assertThat(disk.failed()).isPositive();
      disk.end();
      awaitMoreOf(load);
      assertThat(stores.isPrimary()).isTrue();
      load.stop();
      requireSound(load);
      createWhileFsyncsComeAndGo(engine.client(), disk);
      engine.kill();
      engine.restart();
      requireSound(load);
      String titles = engine.client().get(CONVERSATIONS + "?limit=100").body();
      assertThat(titles).contains(titled(TAKEN, 1), titled(TAKEN, ROUNDS));
      assertThat(titles).doesNotContain(REFUSED);
      load.report(
          "failing-fsync", "%d fsyncs failed".formatted(disk.failed()), load.checkByEngine());
      assertThat(engine.logs()).contains("The disk failed under");
    }
  }

  /** Each time the first to be written to a segment whose fsync fails. */
  private static void createWhileFsyncsComeAndGo(EngineClient engine, FailingFsyncs disk) {
    for (int round = 1; round <= ROUNDS; round++) {
      disk.begin();
      HttpResponse<String> refused = engine.post(CONVERSATIONS, title(titled(REFUSED, round)));
      disk.end();
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      String taken = title(titled(TAKEN, round));
      Eventually.holds("it is taken", () -> engine.post(CONVERSATIONS, taken).statusCode() == 201);
    }
  }

  private static String titled(String word, int round) {
    return word + " in round " + round;
  }

  private static String title(String title) {
    return "{\"title\":\"" + title + "\"}";
  }

  private static Map<String, String> settings(EchoingProvider provider, int port) {
    Map<String, String> settings = provider.settings();
    settings.put("JVM_ARGS", "-XX:TieredStopAtLevel=1 " + FailingFsyncs.argument(port));
    return settings;
  }

  private static void awaitMoreOf(AcknowledgedWrites load) {
    int before = load.figures().acknowledged();
    Eventually.holds("writes are taken", () -> load.figures().acknowledged() > before + RATE);
  }

  private static void requireSound(AcknowledgedWrites load) {
    assertThat(load.violations(load.checkByEngine())).allMatch(WriteCheck::isQuestionAlone);
  }

  private static String modeOf(StoreView stores) {
    return stores.check("database").getString("mode");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
