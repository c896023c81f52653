package ai.karen.timing.control;

import java.time.Duration;

/** Measures elapsed time and runs things later. Thread-safe. */
public interface Timer {

  /** Nanoseconds since an arbitrary origin; never goes back. */
  long nanoTime();

  /**
   * Runs an action once, on a thread of the timer's. The action must not block.
   *
   * @param delay zero or negative means as soon as possible
   */
  Timeout schedule(Duration delay, Runnable action);

  /** An action that is due. */
  interface Timeout {
    /** Takes it back; without effect once it has run. */
    void cancel();
  }
}
