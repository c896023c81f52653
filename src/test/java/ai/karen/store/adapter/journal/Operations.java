package ai.karen.store.adapter.journal;

import ai.karen.store.entity.Operation;
import java.time.Instant;
import java.util.UUID;

/** Operations to journal. */
final class Operations {
  static final Instant AT = Instant.parse("2026-11-27T10:15:30.123456789Z");

  private Operations() {}

  static Operation of(long aggregate, String payload) {
    return of(aggregate(aggregate), payload);
  }

  static Operation of(UUID aggregate, String payload) {
    return new Operation(UUID.randomUUID(), aggregate, "note.added", 3, AT, payload, "print");
  }

  static UUID aggregate(long number) {
    return new UUID(0, number);
  }

  /** An operation that makes a record of exactly so many bytes in the file. */
  static Operation ofSize(long aggregate, int bytes) {
    int rest = Frame.OVERHEAD + RecordFormat.added(AT, of(aggregate, "")).length;
    return of(aggregate, "x".repeat(bytes - rest));
  }
}
