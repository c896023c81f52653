package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Copies that have to be compared with the database or made anew. Thread-safe. */
@ApplicationScoped
public class StaleCopies {
  /** Reads beyond it are not followed: another read will come. */
  static final int MOST_READ = 1_000;

  private final Map<UUID, Need> needs = new LinkedHashMap<>();

  /** Why a copy is to be made, the stronger reason last. */
  enum Need {
    /** It was read; another node may have changed it. */
    COMPARE,

    /** Operations of several nodes met; until then it has at least this node's own. */
    RENEW,

    /** It missed a write of this node, and must not be read until then. */
    BROKEN
  }

  /** A copy to be made. */
  record Stale(UUID aggregate, Need need) {}

  synchronized void add(UUID aggregate, Need need) {
    if (need != Need.COMPARE || needs.size() < MOST_READ) {
      needs.merge(aggregate, need, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
  }

  synchronized boolean isBroken(UUID aggregate) {
    return needs.get(aggregate) == Need.BROKEN;
  }

  /** One to be made; it stays until {@link #made}. */
  synchronized Optional<Stale> next() {
    return needs.entrySet().stream()
        .findFirst()
        .map(each -> new Stale(each.getKey(), each.getValue()));
  }

  synchronized void made(UUID aggregate) {
    needs.remove(aggregate);
  }
}
