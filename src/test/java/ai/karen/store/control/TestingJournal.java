package ai.karen.store.control;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A journal that keeps nothing for good, and refuses when told to. */
public final class TestingJournal implements Journal {
  private final TreeMap<Long, JournalEntry> waiting = new TreeMap<>();
  private final TreeMap<Long, ParkedEntry> parked = new TreeMap<>();
  private long last;
  private String fault;
  private Runnable onceAppended = () -> {};

  /** From now on nothing can be appended; null ends that. */
  public synchronized void refuse(String reason) {
    fault = reason;
  }

  /** Does so as soon as the next one is safe, before whoever appends it goes on. */
  public synchronized void onceAppended(Runnable deed) {
    onceAppended = deed;
  }

  @Override
  public synchronized JournalEntry append(Operation operation) {
    if (fault != null) {
      throw new JournalRefusal(fault, null);
    }
    JournalEntry entry = new JournalEntry(++last, Instant.EPOCH, operation);
    waiting.put(last, entry);
    onceAppended.run();
    onceAppended = () -> {};
    return entry;
  }

  @Override
  public JournalEntry appendLazily(Operation operation) {
    return append(operation);
  }

  @Override
  public synchronized List<JournalEntry> waiting(long after, int most) {
    Set<UUID> blocked = blocked();
    return few(
        waiting.tailMap(after, false).values().stream()
            .filter(entry -> !blocked.contains(entry.operation().aggregate()))
            .limit(most)
            .toList());
  }

  private static List<JournalEntry> few(List<JournalEntry> entries) {
    int bytes = 0;
    for (int count = 0; count < entries.size(); count++) {
      bytes += entries.get(count).operation().payload().length();
      if (bytes > MOST_BYTES && count > 0) {
        return entries.subList(0, count);
      }
    }
    return entries;
  }

  @Override
  public synchronized List<JournalEntry> of(UUID aggregate, long after, int most) {
    return Stream.concat(
            waiting.values().stream(), parked.values().stream().map(ParkedEntry::entry))
        .filter(entry -> entry.operation().aggregate().equals(aggregate))
        .filter(entry -> entry.position() > after)
        .sorted(Comparator.comparingLong(JournalEntry::position))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Set<UUID> blocked() {
    return parked.values().stream()
        .map(each -> each.entry().operation().aggregate())
        .collect(Collectors.toSet());
  }

  @Override
  public boolean holds(UUID aggregate) {
    return aggregates().contains(aggregate);
  }

  @Override
  public synchronized boolean holdsAny() {
    Set<UUID> blocked = blocked();
    return aggregates().stream().anyMatch(each -> !Notes.isNote(each) && !blocked.contains(each));
  }

  /** Those that have entries, waiting or parked. */
  public synchronized Set<UUID> aggregates() {
    return Stream.concat(
            waiting.values().stream(), parked.values().stream().map(ParkedEntry::entry))
        .map(entry -> entry.operation().aggregate())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized void settle(Collection<Long> positions) {
    positions.forEach(waiting::remove);
    positions.forEach(parked::remove);
  }

  @Override
  public synchronized void park(long position, String reason) {
    parked.put(position, new ParkedEntry(waiting.remove(position), reason));
  }

  @Override
  public synchronized List<ParkedEntry> parked(long after, int most) {
    return parked.tailMap(after, false).values().stream().limit(most).toList();
  }

  @Override
  public synchronized void unpark(long position) {
    waiting.put(position, parked.remove(position).entry());
  }

  @Override
  public synchronized JournalStatus status() {
    Map.Entry<Long, JournalEntry> oldest = waiting.firstEntry();
    return new JournalStatus(
        waiting.size(),
        oldest == null ? null : oldest.getValue().journaledAt(),
        0,
        0,
        parked.size(),
        fault);
  }
}
