package ai.karen.account.control.defence;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known of the failures in a lane; of two states the later one counts. Immutable.
 *
 * @param failures since the last success
 * @param blockedUntil before that nobody is admitted; not after {@code at} where nobody waits
 * @param at when it came about
 */
public record LaneState(int failures, Instant blockedUntil, Instant at) {
  static final LaneState FRESH = new LaneState(0, Instant.EPOCH, Instant.EPOCH);

  public LaneState {
    Objects.requireNonNull(blockedUntil);
    Objects.requireNonNull(at);
  }
}
