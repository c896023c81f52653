package ai.karen.account.control.defence;

import java.time.Duration;

/**
 * How long the next attempt waits. Immutable.
 *
 * @param free failures that cost nothing
 * @param cap the longest wait
 * @param leak after which a failure is forgotten; zero where none is before the last one is
 */
record Backoff(int free, Duration cap, Duration leak) {
  private static final Duration FIRST = Duration.ofSeconds(1);

  /** More doublings than any cap needs. */
  private static final int MOST_DOUBLINGS = 30;

  /** Zero until the free ones are used up; then a second, doubling with each. */
  Duration after(int failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
    return wait.compareTo(cap) < 0 ? wait : cap;
  }

  /** What has leaked after so long. */
  int leaked(Duration quiet) {
    return leak.isZero() ? 0 : (int) Math.min(Integer.MAX_VALUE, quiet.dividedBy(leak));
  }
}
