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
import java.util.Set;

/** Makes the index again from the records, in the order of the segments. Not thread-safe. */
final class Replay {
  private final Index index = new Index();
  private long nextPosition = 1;

  // New places of parked entries, until the records that these are parked were found behind them.
  private final Map<Long, Runnable> moves = new HashMap<>();

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
    Slot slot = null;
    if (record instanceof Added added) {
      slot = add(segment, frame, added.entry());
    } else if (record instanceof Settled settled) {
      settled.ranges().forEach(range -> index.remove(range.first(), range.last()));
    } else if (record instanceof Parked parked) {
      park(parked);
    } else if (record instanceof Unparked unparked) {
      unpark(unparked.position());
    }
    if (!(record instanceof Sealed)) {
      unproven.add(new Unproven(frame.end(), new Pending(frame.body(), slot, false)));
    }
  }

  /**
   * What is not known to last stands in memory from now on.
   *
   * @return up to where the segment that was read last is known to last
   */
  int prove() {
    unproven.removeIf(record -> record.isOfOneOf(moves.keySet()));
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

  private Slot add(Segment segment, Frame frame, JournalEntry entry) {
    Slot slot = index.find(entry.position());
    if (slot == null) {
      slot = new Slot(entry.position(), entry.operation().aggregate(), entry.journaledAt());
      index.add(slot);
      slot.stand(segment, frame);
    } else {
      move(slot, segment, frame);
    }
    nextPosition = Math.max(nextPosition, entry.position() + 1);
    return slot;
  }

  /** Where a move was cut off, a parked entry stays where it is known to be parked. */
  private void move(Slot slot, Segment segment, Frame frame) {
    if (index.parked().containsKey(slot.position)) {
      moves.put(slot.position, () -> slot.stand(segment, frame));
    } else {
      slot.stand(segment, frame);
    }
  }

  /** The entry may be unknown: it was moved, and is followed by such a record at its new place. */
  private void park(Parked parked) {
    Slot slot = index.find(parked.position());
    if (slot != null) {
      Optional.ofNullable(moves.remove(slot.position)).ifPresent(Runnable::run);
      index.park(slot, parked.reason());
    }
  }

  private void unpark(long position) {
    Slot slot = index.find(position);
    if (slot != null) {
      index.unpark(slot);
    }
  }

  private record Unproven(int end, Pending record) {
    boolean isOfOneOf(Set<Long> positions) {
      return record.slot != null && positions.contains(record.slot.position);
    }

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
