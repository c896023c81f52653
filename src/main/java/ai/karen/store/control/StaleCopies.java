package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Copies that have to be compared with the database or made anew. Thread-safe. */
@ApplicationScoped
public class StaleCopies {
  /** Reads beyond it are not followed: another read will come. */
  static final int MOST_READ = 1_000;

  /** A copy that failed as often is given up. */
  static final int MOST_TRIES = 4;

  private final Map<UUID, Need> needs = new LinkedHashMap<>();
  private final Map<UUID, Integer> failures = new HashMap<>();

  /** Why a copy is to be made, the stronger reason last. */
  enum Need {
    /** Another node has changed it, and nobody has read it here since. */
    NEWS,

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

  /** One to be made, of those that can be; it stays until {@link #made}. */
  synchronized Optional<Stale> next(Predicate<Stale> canBe) {
    return needs.entrySet().stream()
        .map(each -> new Stale(each.getKey(), each.getValue()))
        .filter(canBe)
        .findFirst();
  }

  synchronized void made(UUID aggregate) {
    needs.remove(aggregate);
    failures.remove(aggregate);
  }

  /**
   * It could not be made: others come first from now on.
   *
   * @return whether that was one time too many
   */
  synchronized boolean failed(UUID aggregate) {
    Need need = needs.remove(aggregate);
    if (need != null) {
      needs.put(aggregate, need);
    }
    if (failures.size() >= MOST_READ) {
      failures.clear();
    }
    return failures.merge(aggregate, 1, Integer::sum) >= MOST_TRIES;
  }

  /** Whether a try to make it has failed. */
  synchronized boolean hasFailed(UUID aggregate) {
    return failures.containsKey(aggregate);
  }

  /** It is not held any more; the next time one try has to do. */
  synchronized void givenUp(UUID aggregate) {
    needs.remove(aggregate);
  }

  /** Failures were the database's. */
  synchronized void forgive() {
    failures.clear();
  }

  /** Those that must not be read. */
  synchronized List<UUID> broken() {
    return needs.entrySet().stream()
        .filter(each -> each.getValue() == Need.BROKEN)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A broken one that is not held any more only has to be made. */
  synchronized void dropped(UUID aggregate) {
    needs.replace(aggregate, Need.BROKEN, Need.RENEW);
  }
}
