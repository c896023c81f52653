package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Added;
import ai.karen.store.entity.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an entry stood when somebody looked. Immutable.
 *
 * @param segment null where it is in memory
 * @param body null where it is in a segment
 */
record Spot(Slot slot, Segment segment, int offset, int length, byte[] body) {

  /** Where the first of these stand, as many as fit, the very first in any case. */
  static List<Spot> most(List<Slot> slots, long bytes) {
    List<Spot> spots = new ArrayList<>();
    long rest = bytes;
    for (Slot slot : slots) {
      Spot spot = slot.spot();
      rest -= spot.size();
      if (rest < 0 && !spots.isEmpty()) {
        break;
      }
      spots.add(spot);
    }
    return spots;
  }

  private int size() {
    return body != null ? body.length : length;
  }

  /** Its record, checked. */
  byte[] record() throws IOException {
    return body != null ? body : segment.read(offset, length);
  }

  JournalEntry entry() throws IOException {
    if (RecordFormat.decode(record()) instanceof Added added) {
      return added.entry();
    }
    throw new IOException("another record stands in its place");
  }

  /** Whether it still stands there; under the log's lock. */
  boolean current() {
    return equals(slot.spot());
  }
}
