package ai.karen.store.control;

import java.time.Clock;
import java.time.Duration;

/**
 * One of the stretches of time in which a counter counts. Nodes whose clocks agree agree on it.
 * Immutable.
 *
 * @param number how many of its length there were since the epoch
 * @param left until it ends; at least a millisecond
 */
public record Window(long number, Duration left) {

  /** The one that runs now. */
  public static Window now(Clock clock, Duration length) {
    long millis = length.toMillis();
    long now = clock.millis();
    long number = Math.floorDiv(now, millis);
    return new Window(number, Duration.ofMillis((number + 1) * millis - now));
  }
}
