package ai.karen.store.adapter.journal;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever a disk that keeps its word on fsyncs does: acknowledged entries are never lost and never
 * doubled, keep their order, and refused ones never come back. {@code -Dkaren.journal.seeds=100000}
 * runs more histories, {@code -Dkaren.journal.seed=…} one.
 */
class SimulatedDiskTest {
  private static final int SEEDS = Integer.getInteger("karen.journal.seeds", 3_000);

  // Kept, because the JVM forgets a logger's level with the logger.
  private static final Logger LOGS = Logger.getLogger(SimulatedDisk.class.getPackageName());

  @BeforeAll
  static void failuresAreExpected() {
    LOGS.setLevel(Level.OFF);
  }

  @AfterAll
  static void failuresAreLogged() {
    LOGS.setLevel(null);
  }

  @Test
  void r1r2r3HistoriesOnABadDisk() {
    Long one = Long.getLong("karen.journal.seed");
    if (one != null) {
      run(one);
      return;
    }
    LongStream.range(0, SEEDS).parallel().forEach(SimulatedDiskTest::run);
  }

  private static void run(long seed) {
    try {
      new History(seed).run();
    } catch (Exception | AssertionError failure) {
      throw new AssertionError("With seed " + seed, failure);
    }
  }
}
