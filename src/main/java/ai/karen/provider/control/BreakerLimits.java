package ai.karen.provider.control;

import java.time.Duration;

/**
 * When a circuit breaker opens and closes, in MicroProfile Fault Tolerance's terms.
 *
 * @param volume calls in the rolling window; it does not open before that many
 * @param ratio share of failures in the window at which it opens, 0 to 1
 * @param delay how long it stays open before live calls try again
 * @param successes trials that must succeed, and that may run at once, until it closes
 */
public record BreakerLimits(int volume, double ratio, Duration delay, int successes) {
  public static final BreakerLimits DEFAULT = new BreakerLimits(10, 0.5, Duration.ofSeconds(5), 2);
}
