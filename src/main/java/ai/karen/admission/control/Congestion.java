package ai.karen.admission.control;

import java.time.Duration;

/**
 * Tells overload from a burst, as CoDel (RFC 8289) does: a line before the gate is harmless as long
 * as it dissolves. Only when the wait stays above its target for an interval do newcomers count as
 * too many, until the wait is below the target; and for a while after that the next excess is
 * believed at once. Used under the gate's lock.
 */
final class Congestion {
  /** Nothing beside the time that a model takes, but many beginnings. */
  static final Duration TARGET = Duration.ofMillis(50);

  /** A burst comes in less, and then nobody comes whom a refusal could hit. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  static final Duration MEMORY = Duration.ofSeconds(10);

  private boolean above;
  private long aboveSince;
  private boolean remembered;
  private long lastRefusal;

  /**
   * Whether somebody who comes now is too many.
   *
   * @param wait nanoseconds that the first in the line has been waiting for a turn; 0 without a
   *     line
   */
  boolean refuses(long wait, long now) {
    if (wait <= TARGET.toNanos()) {
      above = false;
      return false;
    }
    if (!above) {
      above = true;
      aboveSince = now;
    }
    boolean lasts = now - aboveSince >= INTERVAL.toNanos();
    if (lasts || isRemembered(now)) {
      remembered = true;
      lastRefusal = now;
      return true;
    }
    return false;
  }

  private boolean isRemembered(long now) {
    return remembered && now - lastRefusal < MEMORY.toNanos();
  }
}
