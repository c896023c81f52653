package ai.karen.provider.control;

import ai.karen.timing.control.Timer;
import java.time.Duration;

/**
 * A time in which a provider asked to be left alone. A later answer never shortens it. Thread-safe.
 */
final class CoolDown {
  /** No provider is left alone for longer, whatever it asked for. */
  static final Duration LONGEST = Duration.ofHours(24);

  private final Timer timer;
  private long from;
  private long length;

  CoolDown(Timer timer) {
    this.timer = timer;
    this.from = timer.nanoTime();
  }

  synchronized void extend(Duration wait) {
    long nanos = wait.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : wait.toNanos();
    if (nanos > nanosLeft()) {
      from = timer.nanoTime();
      length = nanos;
    }
  }

  synchronized long nanosLeft() {
    return Math.max(0, length - (timer.nanoTime() - from));
  }
}
