package ai.karen.account.control.defence;

import java.time.Duration;
import java.time.Instant;

/**
 * Attempts that are counted together, such as those on one account. Attempts under way count as if
 * they had failed, so that nobody gains anything by asking many times at once. Thread-safe.
 */
final class Lane {
  /** An attempt of which nothing was heard for so long is not under way any more. */
  static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(60);

  /** After so long without a failure all is forgotten. */
  static final Duration MEMORY = Duration.ofHours(24);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Backoff backoff;
  private LaneState state;
  private int pending;
  private Instant lastAdmitted = Instant.EPOCH;
  private boolean refusalTold;

  Lane(Backoff backoff, LaneState state) {
    this.backoff = backoff;
    this.state = state;
  }

  /**
   * Takes a place, which {@link #failed}, {@link #succeeded} or {@link #released} gives back.
   *
   * @return zero, or how long to wait
   */
  synchronized Duration admit(Instant now) {
    forget(now);
    if (state.failures() + pending >= backoff.free()) {
      if (now.isBefore(state.blockedUntil())) {
        return Duration.between(now, state.blockedUntil());
      }
      if (pending > 0) {
        return SOON;
      }
    }
    pending++;
    lastAdmitted = now;
    return Duration.ZERO;
  }

  synchronized LaneState failed(Instant now) {
    forget(now);
    released();
    int failures = state.failures() + 1;
    Instant until = now.plus(backoff.after(failures));
    state = new LaneState(failures, later(until, state.blockedUntil()), now);
    refusalTold = false;
    return state;
  }

  /**
   * @return how many failures went before
   */
  synchronized int succeeded(Instant now) {
    released();
    int failures = state.failures();
    state = new LaneState(0, Instant.EPOCH, now);
    refusalTold = false;
    return failures;
  }

  synchronized void released() {
    pending = Math.max(0, pending - 1);
  }

  /** What another node saw, or what was kept. */
  synchronized void learn(LaneState other) {
    if (other.at().isAfter(state.at())) {
      state = other;
      refusalTold = false;
    }
  }

  /** Whether this is the first refusal since the last failure: of the others nobody need hear. */
  synchronized boolean tellsRefusal() {
    boolean isFirst = !refusalTold;
    refusalTold = true;
    return isFirst;
  }

  synchronized int underWay() {
    return pending;
  }

  synchronized LaneState state() {
    return state;
  }

  private void forget(Instant now) {
    if (state.at().plus(MEMORY).isBefore(now)) {
      state = LaneState.FRESH;
    }
    int leaked = backoff.leaked(Duration.between(state.at(), now));
    if (leaked > 0 && state.failures() > 0) {
      int failures = Math.max(0, state.failures() - leaked);
      Instant at = state.at().plus(backoff.leak().multipliedBy(leaked));
      state = new LaneState(failures, state.blockedUntil(), at);
    }
    if (lastAdmitted.plus(LONGEST_ATTEMPT).isBefore(now)) {
      pending = 0;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
