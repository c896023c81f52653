package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Copies that have to be made or made anew. Thread-safe. One that missed a write must not be read
 * until then; one that was only read may be.
 */
@ApplicationScoped
public class StaleCopies {
  /** Reads beyond it are not followed: another read will come. */
  static final int MOST_READ = 1_000;

  private final Map<UUID, Boolean> unusable = new LinkedHashMap<>();

  synchronized void add(UUID aggregate) {
    unusable.put(aggregate, true);
  }

  synchronized void addWhereRoom(UUID aggregate) {
    if (unusable.size() < MOST_READ) {
      unusable.putIfAbsent(aggregate, false);
    }
  }

  synchronized boolean isUnusable(UUID aggregate) {
    return unusable.getOrDefault(aggregate, false);
  }

  /** One to be made; it stays until {@link #made}. */
  synchronized Optional<UUID> next() {
    return unusable.keySet().stream().findFirst();
  }

  synchronized void made(UUID aggregate) {
    unusable.remove(aggregate);
  }
}
