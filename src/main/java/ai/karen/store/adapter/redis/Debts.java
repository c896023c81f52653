package ai.karen.store.adapter.redis;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keys that have still to be removed from Redis, which could not be reached. Thread-safe. Bounded:
 * what is beyond may be seen again until its time is over.
 */
final class Debts {
  static final int MOST = 10_000;

  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  void add(String key) {
    if (keys.size() < MOST) {
      keys.add(key);
    }
  }

  /** Removes them; those that are left when this fails stay. */
  void pay(Consumer<String> removal) {
    for (Iterator<String> owed = keys.iterator(); owed.hasNext(); ) {
      removal.accept(owed.next());
      owed.remove();
    }
  }
}
