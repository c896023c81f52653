package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Added;
import ai.karen.store.entity.JournalEntry;
import java.io.IOException;

/**
 * Where an entry stood when somebody looked. Immutable.
 *
 * @param segment null where it is in memory
 * @param body null where it is in a segment
 */
record Spot(Slot slot, Segment segment, int offset, int length, byte[] body) {

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
