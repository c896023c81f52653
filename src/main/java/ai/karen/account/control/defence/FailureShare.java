package ai.karen.account.control.defence;

import java.time.Duration;
import java.time.Instant;

/** How many of the attempts of the last minutes failed. Thread-safe. */
final class FailureShare {
  static final Duration WINDOW = Duration.ofMinutes(5);

  private final int least;
  private final double share;
  private Instant end = Instant.EPOCH;
  private int attempts;
  private int failures;
  private boolean told;

  /**
   * @param least how many attempts there must be before their share says anything
   */
  FailureShare(int least, double share) {
    this.least = least;
    this.share = share;
  }

  /** Whether this one makes it unusual; once in each window. */
  synchronized boolean isUnusual(boolean failed, Instant now) {
    if (!now.isBefore(end)) {
      end = now.plus(WINDOW);
      attempts = 0;
      failures = 0;
      told = false;
    }
    attempts++;
    failures += failed ? 1 : 0;
    boolean isUnusual = !told && attempts >= least && failures >= attempts * share;
    told |= isUnusual;
    return isUnusual;
  }
}
