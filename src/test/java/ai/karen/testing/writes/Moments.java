package ai.karen.testing.writes;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Moments at which something breaks; the same in each run. For one thread. */
public final class Moments {
  private final Random random;

  public Moments(long seed) {
    this.random = new Random(seed);
  }

  /** Lets so much time pass under load, or up to twice as much. */
  public void pass(Duration shortest) {
    let(shortest.plusMillis(random.nextInt((int) shortest.toMillis() + 1)));
  }

  /** Lets so much time pass under load. */
  public static void let(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
