package ai.karen.store.control;

import ai.karen.store.entity.JournalEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Brings what ends an aggregate past the entries before it that can't be applied, and lets go of
 * those of what was ended elsewhere: they are settled and recorded as conflicts. For one thread.
 */
final class Endings {
  private static final Logger LOG = System.getLogger(Endings.class.getName());
  private static final int BATCH = 50;

  /** An ending that is refused as often is passed over until a restart. */
  private static final int MOST_TRIES = 5;

  private final Journal journal;
  private final Replay.Destination destination;

  // Up to where an aggregate's entries were looked at.
  private final Map<UUID, Long> seen = new HashMap<>();

  // How often an aggregate's next ending was refused.
  private final Map<UUID, Integer> refusals = new HashMap<>();

  // The one whose end elsewhere was looked for last; null before the first.
  private UUID lookedAt;

  Endings(Journal journal, Replay.Destination destination) {
    this.journal = journal;
    this.destination = destination;
  }

  /**
   * @param heldUp aggregates of which something can't be applied
   * @return how many entries were settled
   * @throws DatabaseOutage the rest comes later
   */
  int bring(Collection<UUID> heldUp) {
    seen.keySet().retainAll(heldUp);
    refusals.keySet().retainAll(heldUp);
    return heldUp.stream().mapToInt(this::bring).sum() + letGo(new TreeSet<>(heldUp));
  }

  /** Looks at one, and at the next in the next run: hardly any was ended elsewhere. */
  private int letGo(TreeSet<UUID> heldUp) {
    UUID next = lookedAt == null ? null : heldUp.higher(lookedAt);
    lookedAt = next == null && !heldUp.isEmpty() ? heldUp.first() : next;
    boolean isEnded = lookedAt != null && destination.isReady() && destination.isEnded(lookedAt);
    return isEnded ? supersede(lookedAt, entry -> true) : 0;
  }

  private int bring(UUID aggregate) {
    int settled = 0;
    long after = seen.getOrDefault(aggregate, 0L);
    List<JournalEntry> page = journal.of(aggregate, after, BATCH);
    while (!page.isEmpty() && destination.isReady()) {
      for (JournalEntry entry : page) {
        int ended = endedBy(entry);
        if (ended < 0) {
          return settled;
        }
        settled += ended;
        after = entry.position();
        seen.put(aggregate, after);
      }
      page = journal.of(aggregate, after, BATCH);
    }
    return settled;
  }

  /**
   * @return how many it settled; negative where it has to be tried again
   */
  private int endedBy(JournalEntry entry) {
    try {
      return destination.ends(entry.operation()) ? end(entry) : 0;
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException refusal) {
      LOG.log(Level.WARNING, "Operation " + entry.operation().id() + " can't be applied", refusal);
      return isLastTry(entry.operation().aggregate()) ? 0 : -1;
    }
  }

  private boolean isLastTry(UUID aggregate) {
    boolean last = refusals.merge(aggregate, 1, Integer::sum) >= MOST_TRIES;
    if (last) {
      refusals.remove(aggregate);
    }
    return last;
  }

  /** The end first: whatever comes between, what it supersedes changes nothing after it. */
  private int end(JournalEntry ending) {
    destination.replay(List.of(ending.operation()));
    UUID aggregate = ending.operation().aggregate();
    Predicate<JournalEntry> isBefore = entry -> entry.position() < ending.position();
    int superseded = supersede(aggregate, isBefore);
    settle(List.of(ending));
    return superseded + 1;
  }

  private int supersede(UUID aggregate, Predicate<JournalEntry> which) {
    int superseded = 0;
    List<JournalEntry> page = first(aggregate, which);
    while (!page.isEmpty()) {
      destination.supersede(page.stream().map(JournalEntry::operation).toList());
      settle(page);
      superseded += page.size();
      page = first(aggregate, which);
    }
    return superseded;
  }

  private List<JournalEntry> first(UUID aggregate, Predicate<JournalEntry> which) {
    return journal.of(aggregate, 0, BATCH).stream().filter(which).toList();
  }

  private void settle(List<JournalEntry> entries) {
    destination.sync(entries.stream().map(JournalEntry::operation).toList());
    journal.settle(entries.stream().map(JournalEntry::position).toList());
    entries.forEach(entry -> destination.settled(entry.operation()));
  }
}
