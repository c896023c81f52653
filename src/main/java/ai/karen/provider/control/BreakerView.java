package ai.karen.provider.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.timing.control.Timer;
import java.util.Optional;

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
  private long era;

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
  synchronized Optional<Admission> admit() {
    if (state == BreakerState.OPEN && nanosToTrial() == 0) {
      halfOpen();
    }
    if (state == BreakerState.CLOSED) {
      return Optional.of(new Admission(era));
    }
    return mayTry() ? Optional.of(trial()) : Optional.empty();
  }

  synchronized void succeeded(Admission admission) {
    if (isOver(admission)) {
      return;
    }
    if (state == BreakerState.CLOSED) {
      remember(false);
    } else if (++successes >= limits.successes()) {
      close();
    }
  }

  synchronized void failed(Admission admission) {
    if (isOver(admission)) {
      return;
    }
    if (state == BreakerState.CLOSED) {
      remember(true);
      openWhenTooMany();
    } else {
      open();
    }
  }

  /** A call that proved nothing, because it was taken back; its trial may be used again. */
  synchronized void withdrawn(Admission admission) {
    if (!isOver(admission) && state == BreakerState.HALF_OPEN) {
      trials--;
    }
  }

  /** The guard refused: it is open, whatever was believed here. */
  synchronized void rejected(Admission admission) {
    if (!isOver(admission) && state == BreakerState.CLOSED) {
      open();
    } else {
      withdrawn(admission);
    }
  }

  /** Nothing is let in while open, so what is of this era is of a closed or half-open breaker. */
  private boolean isOver(Admission admission) {
    return admission.era() != era;
  }

  private Admission trial() {
    trials++;
    return new Admission(era);
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
    era++;
    state = BreakerState.OPEN;
    openedAt = timer.nanoTime();
  }

  private void halfOpen() {
    era++;
    state = BreakerState.HALF_OPEN;
    openedAt = timer.nanoTime() - limits.delay().toNanos();
    trials = 0;
    successes = 0;
  }

  private void close() {
    era++;
    state = BreakerState.CLOSED;
    seen = 0;
    failures = 0;
  }
}
