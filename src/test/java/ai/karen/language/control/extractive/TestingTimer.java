package ai.karen.language.control.extractive;

import ai.karen.timing.control.Timer;
import java.time.Duration;

/** A clock that each look at it moves on. */
final class TestingTimer implements Timer {
  private final Duration step;
  private long now;

  /** Time passes by {@code step} from one look to the next. */
  TestingTimer(Duration step) {
    this.step = step;
  }

  @Override
  public long nanoTime() {
    now += step.toNanos();
    return now;
  }

  @Override
  public Timeout schedule(Duration delay, Runnable action) {
    throw new UnsupportedOperationException("nothing is due here");
  }
}
