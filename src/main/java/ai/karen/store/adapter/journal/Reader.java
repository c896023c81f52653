package ai.karen.store.adapter.journal;

import ai.karen.store.entity.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Reads entries without holding the log's lock; they may be moved or taken off meanwhile. For one
 * use.
 */
final class Reader {
  private final ReentrantLock lock;
  private final BiConsumer<Segment, String> damage;
  private final Set<UUID> unreadable = new HashSet<>();

  /**
   * @param damage told under the lock of what should be readable and is not
   */
  Reader(ReentrantLock lock, BiConsumer<Segment, String> damage) {
    this.lock = lock;
    this.damage = damage;
  }

  /** The entries that are still there, without those behind an unreadable one. */
  List<JournalEntry> read(List<Spot> spots) {
    List<JournalEntry> entries = new ArrayList<>();
    for (Spot spot : spots) {
      JournalEntry entry = unreadable.contains(spot.slot().aggregate) ? null : read(spot);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private JournalEntry read(Spot first) {
    Spot spot = first;
    while (true) {
      try {
        return spot.entry();
      } catch (IOException failure) {
        Spot now = look(spot, failure);
        if (now == null) {
          return null;
        }
        spot = now;
      }
    }
  }

  /**
   * @return where it stands now; null when it is nowhere, or can't be read
   */
  private Spot look(Spot spot, IOException failure) {
    lock.lock();
    try {
      if (spot.slot().gone()) {
        return null;
      }
      if (!spot.current()) {
        return spot.slot().spot();
      }
      unreadable.add(spot.slot().aggregate);
      damage.accept(spot.segment(), failure.getMessage());
      return null;
    } finally {
      lock.unlock();
    }
  }
}
