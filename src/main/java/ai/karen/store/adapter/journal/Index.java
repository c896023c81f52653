package ai.karen.store.adapter.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The entries that wait, by position, and which of them are parked. Guarded by the log's lock. */
final class Index {
  private final NavigableMap<Long, Slot> slots = new TreeMap<>();
  private final Map<UUID, Integer> counts = new HashMap<>();
  private final NavigableMap<Long, String> parked = new TreeMap<>();

  // The lowest parked position of each aggregate: what stands behind it waits.
  private final Map<UUID, Long> blocked = new HashMap<>();

  void add(Slot slot) {
    if (slots.put(slot.position, slot) == null) {
      counts.merge(slot.aggregate, 1, Integer::sum);
    }
  }

  /**
   * @return null when there is no such entry
   */
  Slot find(long position) {
    return slots.get(position);
  }

  /**
   * @return null when there was no such entry
   */
  Slot remove(long position) {
    Slot slot = slots.remove(position);
    if (slot != null) {
      counts.computeIfPresent(slot.aggregate, (aggregate, count) -> count == 1 ? null : count - 1);
      unpark(slot);
    }
    return slot;
  }

  /** Takes all off from the first to the last. */
  void remove(long first, long last) {
    List.copyOf(slots.subMap(first, true, last, true).keySet()).stream()
        .map(this::remove)
        .forEach(Slot::release);
  }

  /** A parked entry's reason is replaced. */
  void park(Slot slot, String reason) {
    parked.put(slot.position, reason);
    blocked.merge(slot.aggregate, slot.position, Math::min);
  }

  /**
   * @return whether it was parked
   */
  boolean unpark(Slot slot) {
    boolean was = parked.remove(slot.position) != null;
    if (was) {
      blocked.remove(slot.aggregate);
      parked.keySet().stream()
          .map(slots::get)
          .filter(other -> other != null && other.aggregate.equals(slot.aggregate))
          .findFirst()
          .ifPresent(other -> blocked.put(other.aggregate, other.position));
    }
    return was;
  }

  /** Those that may be tried, oldest first. */
  List<Slot> waiting(long after, int most) {
    List<Slot> found = new ArrayList<>();
    for (Slot slot : slots.tailMap(after, false).values()) {
      if (found.size() >= most) {
        break;
      }
      if (slot.position < blocked.getOrDefault(slot.aggregate, Long.MAX_VALUE)) {
        found.add(slot);
      }
    }
    return found;
  }

  /** Those of one aggregate, parked or not, oldest first. */
  List<Slot> of(UUID aggregate, long after, int most) {
    return slots.tailMap(after, false).values().stream()
        .filter(slot -> slot.aggregate.equals(aggregate))
        .limit(most)
        .toList();
  }

  Set<UUID> blocked() {
    return Set.copyOf(blocked.keySet());
  }

  Collection<Slot> all() {
    return slots.values();
  }

  boolean holds(UUID aggregate) {
    return counts.containsKey(aggregate);
  }

  Set<UUID> aggregates() {
    return Set.copyOf(counts.keySet());
  }

  /** By position. */
  NavigableMap<Long, String> parked() {
    return parked;
  }

  /** Those of them that come after a position, so many at most. */
  List<Slot> parked(long after, int most) {
    return parked.tailMap(after, false).keySet().stream().limit(most).map(slots::get).toList();
  }

  /** How many wait, parked ones not counted. */
  long depth() {
    return slots.size() - (long) parked.size();
  }

  /**
   * @return when the oldest that is not parked came; null when there is none
   */
  Instant oldest() {
    return slots.values().stream()
        .filter(slot -> !parked.containsKey(slot.position))
        .findFirst()
        .map(Slot::journaledAt)
        .orElse(null);
  }
}
