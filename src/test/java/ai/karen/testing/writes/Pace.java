package ai.karen.testing.writes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Hands out turns at a steady rate; turns that nobody took are not made up for. Thread-safe. */
final class Pace {
  private final long gap;
  private long next = System.nanoTime();

  Pace(int turnsPerSecond) {
    this.gap = Duration.ofSeconds(1).toNanos() / turnsPerSecond;
  }

  void awaitTurn() {
    long turn = take();
    long wait = turn - System.nanoTime();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = turn - System.nanoTime();
    }
  }

  private synchronized long take() {
    next = Math.max(next + gap, System.nanoTime());
    return next;
  }
}
