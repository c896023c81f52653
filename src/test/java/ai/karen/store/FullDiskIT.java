package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.karen.testing.Eventually;
import ai.karen.testing.SmallDisk;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.WriteCheck;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The data folder's disk is full for a while. Needs a user who may mount file systems. */
class FullDiskIT {
  private static final int RATE = Scale.of("rate", 20);
  private static final int MEGABYTES = 96;
  private static final Duration A_WHILE = Duration.ofMillis(1_500);

  @Test
  void writesAreRefusedUntilThereIsRoomAndNothingIsLost() {
    Optional<SmallDisk> mounted = SmallDisk.mount(MEGABYTES);
    assumeTrue(mounted.isPresent(), "this user may not mount a file system");
    try (SmallDisk disk = mounted.get();
        EchoingProvider provider = new EchoingProvider();
        TestingEngine engine = on(disk, provider)) {
      AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
      Moments.let(A_WHILE);
      disk.fill();
      Eventually.holds("writes are refused", () -> load.figures().refused() > 0);
      Moments.let(A_WHILE);
      StoreView stores = new StoreView(engine.client());
      assertThat(stores.check("database").getString("mode")).isEqualTo("read-only");
      disk.free();
      int before = load.figures().acknowledged();
      Eventually.holds("writes are taken", () -> load.figures().acknowledged() > before + RATE);
      assertThat(stores.isPrimary()).isTrue();
      load.stop();
      WriteCheck told = load.checkByEngine();
      load.report("full-disk", "a full disk at %d writes a second".formatted(RATE), told);
      assertThat(load.violations(told)).allMatch(FullDiskIT::isOfAFullDisk);
    }
  }

  /**
   * The disk may fill up between a question, which is stored before anybody is asked, and its
   * answer: then the question stands, and whoever repeats it gets the answer.
   */
  private static boolean isOfAFullDisk(String violation) {
    return violation.matches("half-written \\S+-m\\d+");
  }

  private static TestingEngine on(SmallDisk disk, EchoingProvider provider) {
    Map<String, String> settings = provider.settings();
    settings.put("KAREN_DATA_DIR", disk.folder().resolve("data").toString());
    return TestingEngine.start(settings);
  }
}
