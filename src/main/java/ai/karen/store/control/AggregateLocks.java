package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps operations on one aggregate in order on this node. Thread-safe. */
@ApplicationScoped
public class AggregateLocks {
  /** Two aggregates that share one only wait for each other. */
  private static final int STRIPES = 1_024;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  <T> T during(UUID aggregate, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(aggregate.hashCode(), STRIPES)];
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
