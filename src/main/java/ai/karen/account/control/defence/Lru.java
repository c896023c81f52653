package ai.karen.account.control.defence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Values by key, at most so many; those not asked for longest go. Thread-safe. */
final class Lru<V> {
  private final Map<String, V> values;

  Lru(int most) {
    this.values = new Bounded<>(most);
  }

  synchronized Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void put(String key, V value) {
    values.put(key, value);
  }

  /**
   * @param maker called without a lock, and for nothing where somebody else was faster
   */
  V get(String key, Supplier<V> maker) {
    return get(key).orElseGet(() -> keep(key, maker.get()));
  }

  private synchronized V keep(String key, V made) {
    V other = values.putIfAbsent(key, made);
    return other == null ? made : other;
  }

  synchronized int size() {
    return values.size();
  }

  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    private Bounded(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }
}
