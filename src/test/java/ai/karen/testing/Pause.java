package ai.karen.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The pace of a scripted provider; never a way for a test to wait for something. */
final class Pause {

  private Pause() {}

  static void of(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
