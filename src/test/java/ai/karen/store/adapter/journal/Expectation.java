package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a journal must hold, may hold and must not hold. Thread-safe. */
final class Expectation {
  private final Map<UUID, Fate> fates = new HashMap<>();
  private final Map<Long, JournalEntry> live = new TreeMap<>();
  private final Set<Long> parked = new HashSet<>();

  // Of these nobody knows whether they are parked: the disk failed under the record.
  private final Set<Long> parkedOrNot = new HashSet<>();
  private final Set<UUID> doubtful = new HashSet<>();
  private long highest;
  private boolean mayLoseLazyOnes;

  synchronized void accepted(JournalEntry entry, Fate fate) {
    fates.put(entry.operation().id(), fate);
    live.put(entry.position(), entry);
    if (fate == Fate.ACKNOWLEDGED) {
      highest = Math.max(highest, entry.position());
    }
  }

  synchronized void refused(Operation operation, Fate fate) {
    fates.put(operation.id(), fate);
    if (fate == Fate.UNKNOWN) {
      doubtful.add(operation.id());
    }
  }

  /** A segment was begun since: what was refused before is refused for good. */
  synchronized void refusalsAreForGood() {
    doubtful.forEach(id -> fates.put(id, Fate.REFUSED));
    doubtful.clear();
  }

  synchronized List<UUID> lazy() {
    return live.values().stream()
        .map(entry -> entry.operation().id())
        .filter(id -> fates.get(id) == Fate.LAZY)
        .toList();
  }

  /** An fsync carried these along. */
  synchronized void last(List<UUID> lazy) {
    lazy.forEach(id -> fates.replace(id, Fate.LAZY, Fate.ACKNOWLEDGED));
  }

  synchronized List<Long> positions() {
    return new ArrayList<>(live.keySet());
  }

  synchronized void settled(Collection<Long> positions) {
    for (long position : positions) {
      fates.put(live.remove(position).operation().id(), Fate.SETTLED);
      parked.remove(position);
      parkedOrNot.remove(position);
    }
  }

  synchronized void parked(long position, boolean parks, boolean lasts) {
    if (!parks && !parked.contains(position)) {
      return;
    }
    if (parks) {
      parked.add(position);
    } else {
      parked.remove(position);
    }
    if (!lasts) {
      parkedOrNot.add(position);
    }
  }

  /** While the journal runs. */
  synchronized void seen(List<JournalEntry> entries) {
    Set<UUID> blocked = new HashSet<>();
    List<JournalEntry> waiting = new ArrayList<>();
    for (JournalEntry entry : live.values()) {
      UUID aggregate = entry.operation().aggregate();
      if (parked.contains(entry.position())) {
        blocked.add(aggregate);
      } else if (!blocked.contains(aggregate)) {
        waiting.add(entry);
      }
    }
    assertThat(entries).isEqualTo(waiting);
  }

  synchronized void processEnded(boolean faulty) {
    mayLoseLazyOnes = faulty;
    doubtful.clear();
  }

  synchronized void powerLost() {
    mayLoseLazyOnes = true;
    doubtful.clear();
  }

  /**
   * After a crash.
   *
   * @param lasts whether everything found was written down for good
   */
  synchronized void found(List<JournalEntry> entries, Set<Long> parkedNow, boolean lasts) {
    Set<UUID> ids = new HashSet<>();
    for (JournalEntry entry : entries) {
      Fate fate = fates.get(entry.operation().id());
      assertThat(ids.add(entry.operation().id())).as("doubled").isTrue();
      assertThat(fate).as("came back: " + entry).isNotNull().isNotEqualTo(Fate.REFUSED);
      JournalEntry before = live.get(entry.position());
      assertThat(before == null || before.equals(entry) || !must(before)).isTrue();
    }
    for (JournalEntry entry : live.values()) {
      if (must(entry)) {
        assertThat(entries)
            .as("lost: " + fates.get(entry.operation().id()) + " " + entry.position())
            .contains(entry);
      }
    }
    checkParked(parkedNow);
    live.clear();
    entries.forEach(entry -> live.put(entry.position(), entry));
    learn(ids, lasts);
    parked.clear();
    parked.addAll(parkedNow);
    parkedOrNot.retainAll(lasts ? Set.of() : live.keySet());
  }

  private boolean must(JournalEntry entry) {
    Fate fate = fates.get(entry.operation().id());
    return fate == Fate.ACKNOWLEDGED || fate == Fate.LAZY && !mayLoseLazyOnes;
  }

  private void checkParked(Set<Long> parkedNow) {
    for (long position : live.keySet()) {
      if (must(live.get(position)) && !parkedOrNot.contains(position)) {
        assertThat(parkedNow.contains(position)).as("parked").isEqualTo(parked.contains(position));
      }
    }
  }

  /** What was found stays, and what was not found never comes. */
  private void learn(Set<UUID> found, boolean lasts) {
    for (Map.Entry<UUID, Fate> known : fates.entrySet()) {
      if (found.contains(known.getKey())) {
        boolean stays = lasts || known.getValue() == Fate.ACKNOWLEDGED;
        known.setValue(stays ? Fate.ACKNOWLEDGED : Fate.LAZY);
      } else if (known.getValue() != Fate.SETTLED && lasts) {
        known.setValue(Fate.REFUSED);
      }
    }
  }
}
