package ai.karen.store.adapter.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Records that were accepted, but whose segment failed, and there is none yet to carry them over
 * to. Guarded by the log's lock.
 */
final class Orphans {
  private final List<Pending> records = new ArrayList<>();

  Orphans(Collection<Pending> records) {
    this.records.addAll(records);
  }

  void add(Pending record) {
    records.add(record);
  }

  /** What is still wanted of them, in order. */
  List<Pending> wanted() {
    records.removeIf(Pending::obsolete);
    return records;
  }

  /** They were carried over. */
  void last() {
    records.forEach(Pending::lasts);
    records.clear();
  }

  /** Whether an entry that is wanted stands in memory only. */
  boolean holdEntries() {
    return records.stream().anyMatch(record -> record.slot != null && !record.obsolete());
  }

  /** What they will take in the next segment. */
  long bytes() {
    return records.stream().mapToLong(record -> record.body.length + Frame.OVERHEAD).sum();
  }
}
