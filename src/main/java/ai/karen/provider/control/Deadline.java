package ai.karen.provider.control;

import ai.karen.timing.control.Timer;
import java.time.Duration;

/** When a request must be over. Set once; nothing moves it. Immutable. */
public final class Deadline {
  private final Timer timer;
  private final long start;
  private final long length;

  private Deadline(Timer timer, Duration length) {
    this.timer = timer;
    this.start = timer.nanoTime();
    this.length = length.toNanos();
  }

  public static Deadline after(Duration length, Timer timer) {
    return new Deadline(timer, length);
  }

  /** What is left; zero when it is over. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, length - (timer.nanoTime() - start)));
  }

  public Duration elapsed() {
    return Duration.ofNanos(timer.nanoTime() - start);
  }

  public boolean allows(Duration wait) {
    return remaining().compareTo(wait) > 0;
  }

  /**
   * What is left, less a tenth (at most a second) kept back so that whoever comes after a silent
   * last provider can still answer in time.
   */
  public Duration remainingWithReserve() {
    long reserve = Math.min(Duration.ofSeconds(1).toNanos(), length / 10);
    return Duration.ofNanos(Math.max(0, remaining().toNanos() - reserve));
  }
}
