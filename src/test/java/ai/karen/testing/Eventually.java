package ai.karen.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does in its own time. */
public final class Eventually {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Eventually() {}

  /**
   * @param what continues "did not see that"
   */
  public static void holds(String what, BooleanSupplier condition) {
    holds(what, LONGEST, condition);
  }

  /**
   * @param what continues "did not see that"
   * @param longest how long to wait for it
   */
  public static void holds(String what, Duration longest, BooleanSupplier condition) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not see that " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
