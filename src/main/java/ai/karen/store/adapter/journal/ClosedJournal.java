package ai.karen.store.adapter.journal;

import ai.karen.store.control.Journal;
import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Stands where the journal can't be opened: refuses with the reason.
 *
 * @param fault a sentence
 */
record ClosedJournal(String fault, long limit) implements Journal {

  @Override
  public JournalEntry append(Operation operation) {
    throw new JournalRefusal(fault, null);
  }

  @Override
  public JournalEntry appendLazily(Operation operation) {
    throw new JournalRefusal(fault, null);
  }

  @Override
  public List<JournalEntry> waiting(long after, int most) {
    return List.of();
  }

  @Override
  public List<JournalEntry> of(UUID aggregate, long after, int most) {
    return List.of();
  }

  @Override
  public Set<UUID> blocked() {
    return Set.of();
  }

  @Override
  public boolean holds(UUID aggregate) {
    return false;
  }

  @Override
  public boolean holdsAny() {
    return false;
  }

  @Override
  public void settle(Collection<Long> positions) {
    // Nothing waits here.
  }

  @Override
  public void park(long position, String reason) {
    // Nothing waits here.
  }

  @Override
  public List<ParkedEntry> parked(long after, int most) {
    return List.of();
  }

  @Override
  public void unpark(long position) {
    // Nothing waits here.
  }

  @Override
  public JournalStatus status() {
    return new JournalStatus(0, null, 0, limit, 0, fault);
  }
}
