package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Added;
import ai.karen.store.adapter.journal.LogRecord.Parked;
import ai.karen.store.adapter.journal.LogRecord.Sealed;
import ai.karen.store.adapter.journal.LogRecord.Settled;
import ai.karen.store.adapter.journal.LogRecord.Unparked;
import ai.karen.store.entity.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the index again from the records, in the order of the segments. Not thread-safe. */
final class Replay {
  private final Index index = new Index();
  private long nextPosition = 1;

  // Copies of parked entries, until the records that these are parked were found behind them.
  private final Map<Long, Copy> copies = new HashMap<>();

  // Of the segment that is being read.
  private final List<Unproven> unproven = new ArrayList<>();
  private int proven;

  Index index() {
    return index;
  }

  long nextPosition() {
    return nextPosition;
  }

  List<Pending> unproven() {
    return unproven.stream().map(Unproven::record).filter(record -> !record.obsolete()).toList();
  }

  void begin(SegmentHeader header) {
    unproven.clear();
    proven = 0;
    nextPosition = Math.max(nextPosition, header.firstPosition());
  }

  void apply(Segment segment, Frame frame) throws JournalDamage {
    LogRecord record = decode(segment, frame);
    prove(frame.forced());
    if (record instanceof Added added) {
      add(new Copy(segment, frame, added.entry()));
    } else if (!(record instanceof Sealed)) {
      change(record, segment);
      unproven.add(new Unproven(frame.end(), new Pending(frame.body(), null, false)));
    }
  }

  private void change(LogRecord record, Segment segment) {
    if (record instanceof Settled settled) {
      settled.ranges().forEach(range -> index.remove(range.first(), range.last()));
    } else if (record instanceof Parked parked) {
      park(parked, segment);
    } else if (record instanceof Unparked unparked) {
      unpark(unparked.position());
    }
  }

  /**
   * What is not known to last stands in memory from now on.
   *
   * @return up to where the segment that was read last is known to last
   */
  int prove() {
    unproven.forEach(Unproven::keep);
    return proven;
  }

  /** Whether anything of the segment that was read last is known to last. */
  boolean proven() {
    return proven > 0;
  }

  private void prove(int forced) {
    proven = Math.max(proven, forced);
    unproven.removeIf(record -> record.end() <= proven);
  }

  /** Where a move was cut off, a parked entry stays where it is known to be parked. */
  private void add(Copy copy) {
    long position = copy.entry().position();
    if (index.parked().containsKey(position)) {
      copies.put(position, copy);
    } else {
      stand(copy, copy.segment());
    }
    nextPosition = Math.max(nextPosition, position + 1);
  }

  /**
   * @param current the segment that is being read: those before it are known to last
   */
  private void stand(Copy copy, Segment current) {
    JournalEntry entry = copy.entry();
    Slot slot = index.find(entry.position());
    if (slot == null) {
      slot = new Slot(entry.position(), entry.operation().aggregate(), entry.journaledAt());
      index.add(slot);
    }
    slot.stand(copy.segment(), copy.frame());
    if (copy.segment() == current && copy.frame().end() > proven) {
      Pending record = new Pending(copy.frame().body(), slot, false);
      unproven.add(new Unproven(copy.frame().end(), record));
    }
  }

  /** The entry may be unknown: it was moved, and is followed by such a record at its new place. */
  private void park(Parked parked, Segment current) {
    Slot slot = index.find(parked.position());
    if (slot != null) {
      Optional.ofNullable(copies.remove(slot.position)).ifPresent(copy -> stand(copy, current));
      index.park(slot, parked.reason());
    }
  }

  private void unpark(long position) {
    copies.remove(position);
    Slot slot = index.find(position);
    if (slot != null) {
      index.unpark(slot);
    }
  }

  private record Copy(Segment segment, Frame frame, JournalEntry entry) {}

  private record Unproven(int end, Pending record) {
    void keep() {
      record.show();
      if (!record.obsolete()) {
        record.keep();
      }
    }
  }

  private static LogRecord decode(Segment segment, Frame frame) throws JournalDamage {
    try {
      return RecordFormat.decode(frame.body());
    } catch (IOException unknown) {
      String reason = "at byte " + frame.offset() + " stands " + unknown.getMessage();
      throw new JournalDamage(segment.name(), reason);
    }
  }
}
