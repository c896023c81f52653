package ai.karen.store.adapter.journal;

import ai.karen.store.control.Notes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The entries that wait, by position, and which of them are parked. Guarded by the log's lock. */
final class Index {
  private final NavigableMap<Long, Slot> slots = new TreeMap<>();
  private final Map<UUID, Integer> counts = new HashMap<>();
  private final NavigableMap<Long, String> parked = new TreeMap<>();

  // The parked positions of each aggregate: what stands behind the first of them waits.
  private final Map<UUID, NavigableSet<Long>> blocked = new HashMap<>();

  // How many aggregates are no notes.
  private int readBack;

  void add(Slot slot) {
    if (slots.put(slot.position, slot) == null
        && counts.merge(slot.aggregate, 1, Integer::sum) == 1) {
      readBack += readBack(slot);
    }
  }

  /**
   * @return null when there is no such entry
   */
  Slot find(long position) {
    return slots.get(position);
  }

  /** Those that there are. */
  List<Slot> find(Collection<Long> positions) {
    return positions.stream().map(slots::get).filter(Objects::nonNull).toList();
  }

  /**
   * @return null when there was no such entry
   */
  Slot remove(long position) {
    Slot slot = slots.remove(position);
    if (slot != null) {
      if (counts.merge(slot.aggregate, -1, Integer::sum) == 0) {
        counts.remove(slot.aggregate);
        readBack -= readBack(slot);
      }
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
    blocked.computeIfAbsent(slot.aggregate, aggregate -> new TreeSet<>()).add(slot.position);
  }

  /**
   * @return whether it was parked
   */
  boolean unpark(Slot slot) {
    boolean was = parked.remove(slot.position) != null;
    if (was) {
      blocked.computeIfPresent(
          slot.aggregate,
          (aggregate, positions) ->
              positions.remove(slot.position) && positions.isEmpty() ? null : positions);
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
      if (!isBehindAParkedOne(slot)) {
        found.add(slot);
      }
    }
    return found;
  }

  private boolean isBehindAParkedOne(Slot slot) {
    NavigableSet<Long> positions = blocked.get(slot.aggregate);
    return positions != null && slot.position >= positions.first();
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

  /** Whether something waits that is read back, and that nothing parked is in the way of. */
  boolean holdsAny() {
    return readBack > blocked.keySet().stream().filter(each -> !Notes.isNote(each)).count();
  }

  private static int readBack(Slot slot) {
    return Notes.isNote(slot.aggregate) ? 0 : 1;
  }

  /** By position. */
  NavigableMap<Long, String> parked() {
    return parked;
  }

  /** Those of them that come after a position, so many at most. */
  NavigableMap<Long, String> parked(long after, int most) {
    NavigableMap<Long, String> found = new TreeMap<>();
    parked.tailMap(after, false).entrySet().stream()
        .limit(most)
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    return found;
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
