package ai.karen.store.control;

import java.time.Clock;
import java.time.Duration;

/** Watches over databases that no breaker guards. */
final class TestingWatches {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private TestingWatches() {}

  static DatabaseWatch of(Database database, Clock clock) {
    return new DatabaseWatch(database, clock, PATIENCE, 1);
  }
}
