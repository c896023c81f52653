package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseOutage.Extent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps changes to the embedded database apart. H2 writes its maps to the disk one after another,
 * while other transactions go on: what it wrote last before a kill may hold a row of one and not
 * the record by which that row would be taken back (h2database#2080), and then nobody can ever
 * change it. With one change at a time all maps are of the same moment. Thread-safe; reads need
 * none of this.
 */
final class OneAtATime {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Duration patience;

  /**
   * @param patience how long one waits for those before it; the disk may keep them for ever
   */
  OneAtATime(Duration patience) {
    this.patience = patience;
  }

  /**
   * @throws DatabaseOutage its turn did not come; nothing was done
   */
  <T> T run(Supplier<T> change) {
    if (!isTaken()) {
      throw new DatabaseOutage(
          Extent.UNREACHED, "The embedded database is busy with another change", null);
    }
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  private boolean isTaken() {
    try {
      return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
