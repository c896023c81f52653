package ai.karen.store.adapter.jpa;

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

  <T> T run(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }
}
