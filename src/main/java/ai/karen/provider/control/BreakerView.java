package ai.karen.provider.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows a provider's circuit breaker from outside. MicroProfile's breaker tells nobody its state,
 * so this applies the same rule to the same outcomes: the chain can ask before it calls, and status
 * can show it. The breaker on the adapter stays the guard; where the two differ, {@link #rejected}
 * corrects this one. Thread-safe.
 */
final class BreakerView {
  /** A question's deadline ends its trial long before: what is older has lost its end. */
  static final Duration LONGEST_TRIAL = Duration.ofMinutes(10);

  private final BreakerLimits limits;
  private final Timer timer;
  private final boolean[] window;
  private int seen;
  private int failures;
  private BreakerState state = BreakerState.CLOSED;
  private long openedAt;
  private int trials;
  private int successes;
  private int running;
  private long lastTrialAt;
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

  /** Whether a call would be let through now; takes nothing. */
  synchronized boolean isAdmitting() {
    return state == BreakerState.CLOSED || nanosToTrial() == 0 && isRoomForTrial();
  }

  /**
   * Asks for a call; while half open only as many as the breaker lets through. A trial that is
   * still running holds its place, be it of an earlier round: a provider that has just fallen must
   * never have more of them to bear at once.
   */
  synchronized Optional<Admission> admit() {
    if (state == BreakerState.HALF_OPEN && areTrialsLost()) {
      running = 0;
      open();
    } else if (state == BreakerState.OPEN && nanosToTrial() == 0) {
      halfOpen();
    }
    if (state == BreakerState.CLOSED) {
      return Optional.of(new Admission(era, false));
    }
    return isAdmitting() ? Optional.of(trial()) : Optional.empty();
  }

  synchronized void succeeded(Admission admission) {
    leavePlace(admission);
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
    leavePlace(admission);
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
    leavePlace(admission);
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
    running++;
    lastTrialAt = timer.nanoTime();
    return new Admission(era, true);
  }

  private void leavePlace(Admission admission) {
    if (admission.trial() && running > 0) {
      running--;
    }
  }

  private boolean isRoomForTrial() {
    return trials < limits.successes() && running < limits.successes();
  }

  /** Whoever never tells its end must not hold the breaker half open for ever: it has failed. */
  private boolean areTrialsLost() {
    return running > 0 && timer.nanoTime() - lastTrialAt >= LONGEST_TRIAL.toNanos();
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
    trials = 0;
    successes = 0;
  }

  private void halfOpen() {
    era++;
    state = BreakerState.HALF_OPEN;
  }

  private void close() {
    era++;
    state = BreakerState.CLOSED;
    seen = 0;
    failures = 0;
  }
}
