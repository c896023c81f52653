package ai.karen.store.adapter.journal;

import ai.karen.store.entity.JournalEntry;
import java.util.List;

/** What a segment can say. */
sealed interface LogRecord {

  /** An entry; the same position again is the same entry, moved. */
  record Added(JournalEntry entry) implements LogRecord {}

  record Settled(List<Range> ranges) implements LogRecord {}

  record Parked(long position, String reason) implements LogRecord {}

  record Unparked(long position) implements LogRecord {}

  /** Nothing was under way: the engine stopped in order. */
  record Sealed() implements LogRecord {}

  /** Positions that follow one another, both ends among them. */
  record Range(long first, long last) {}
}
