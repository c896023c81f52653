package ai.karen.provider.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.timing.control.Timer;

/**
 * Follows a provider's circuit breaker from outside. MicroProfile's breaker tells nobody its state,
 * so this applies the same rule to the same outcomes: the chain can ask before it calls, and status
 * can show it. The breaker on the adapter stays the guard; where the two differ, {@link #rejected}
 * corrects this one. Thread-safe.
 */
final class BreakerView {
  private final BreakerLimits limits;
  private final Timer timer;
  private final boolean[] window;
  private int seen;
  private int failures;
  private BreakerState state = BreakerState.CLOSED;
  private long openedAt;
  private int trials;
  private int successes;

  BreakerView(BreakerLimits limits, Timer timer) {
    this.limits = limits;
    this.timer = timer;
    this.window = new boolean[limits.volume()];
  }

  synchronized BreakerState state() {
    return state;
  }

  /** Nanoseconds until live calls try again; zero when they may now. */
  synchronized long nanosToTrial() {
    return state == BreakerState.OPEN
        ? Math.max(0, limits.delay().toNanos() - (timer.nanoTime() - openedAt))
        : 0;
  }

  /** Asks for a call; while half open only as many as the breaker lets through. */
  synchronized boolean admit() {
    if (state == BreakerState.OPEN && nanosToTrial() == 0) {
      halfOpen();
    }
    boolean admitted = state == BreakerState.CLOSED || mayTry();
    if (admitted && state == BreakerState.HALF_OPEN) {
      trials++;
    }
    return admitted;
  }

  synchronized void succeeded() {
    if (state == BreakerState.CLOSED) {
      remember(false);
    } else if (state == BreakerState.HALF_OPEN && ++successes >= limits.successes()) {
      close();
    }
  }

  synchronized void failed() {
    if (state == BreakerState.HALF_OPEN) {
      open();
    } else if (state == BreakerState.CLOSED) {
      remember(true);
      openWhenTooMany();
    }
  }

  /** A call that proved nothing, because it was taken back; its trial may be used again. */
  synchronized void withdrawn() {
    if (state == BreakerState.HALF_OPEN && trials > successes) {
      trials--;
    }
  }

  /** The guard refused: it is open, whatever was believed here. */
  synchronized void rejected() {
    if (state == BreakerState.CLOSED) {
      open();
    } else {
      withdrawn();
    }
  }

  /**
   * Trials that never end must not hold the breaker half open for ever: after another delay others
   * are let in.
   */
  private boolean mayTry() {
    if (state != BreakerState.HALF_OPEN) {
      return false;
    }
    if (timer.nanoTime() - openedAt >= 2 * limits.delay().toNanos()
        && trials >= limits.successes()) {
      halfOpen();
    }
    return trials < limits.successes();
  }

  private void remember(boolean failure) {
    int slot = seen % window.length;
    if (seen >= window.length && window[slot]) {
      failures--;
    }
    window[slot] = failure;
    failures += failure ? 1 : 0;
    seen++;
  }

  private void openWhenTooMany() {
    if (seen >= window.length && failures >= limits.ratio() * window.length) {
      open();
    }
  }

  private void open() {
    state = BreakerState.OPEN;
    openedAt = timer.nanoTime();
  }

  private void halfOpen() {
    state = BreakerState.HALF_OPEN;
    openedAt = timer.nanoTime() - limits.delay().toNanos();
    trials = 0;
    successes = 0;
  }

  private void close() {
    state = BreakerState.CLOSED;
    seen = 0;
    failures = 0;
  }
}
