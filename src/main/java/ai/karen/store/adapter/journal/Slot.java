package ai.karen.store.adapter.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * What is kept in memory of an entry: not its payload, but where to find it. Guarded by the log's
 * lock.
 */
final class Slot {
  final long position;
  final UUID aggregate;
  private final long journaledAt;

  // Where it is: in a segment, or in memory while there is no segment to carry it over to.
  private Segment segment;
  private int offset;
  private int length;
  private byte[] body;
  private boolean gone;

  Slot(long position, UUID aggregate, Instant journaledAt) {
    this.position = position;
    this.aggregate = aggregate;
    this.journaledAt = journaledAt.toEpochMilli();
  }

  Instant journaledAt() {
    return Instant.ofEpochMilli(journaledAt);
  }

  /** It stands there from now on, and its bytes count as the segment's. */
  void stand(Segment place, Frame frame) {
    leave();
    segment = place;
    offset = frame.offset();
    length = frame.length();
    place.live += length;
  }

  /** It stands nowhere but in memory. */
  void keep(byte[] record) {
    leave();
    body = record;
  }

  /** Nobody wants the entry any more; its bytes are free. */
  void release() {
    leave();
    gone = true;
  }

  boolean gone() {
    return gone;
  }

  private void leave() {
    if (segment != null) {
      segment.live -= length;
    }
    segment = null;
    body = null;
  }

  boolean standsIn(Segment other) {
    return segment == other;
  }

  /** Where it stands now; read there without the lock. */
  Spot spot() {
    return new Spot(this, segment, offset, length, body);
  }
}
