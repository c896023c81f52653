package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the log within its size: deletes the oldest segment when nothing in it is wanted, and moves
 * what little is still wanted of it (an entry that was parked, and those behind it) to the end.
 * Guarded by the log's lock.
 */
final class Space {
  private static final Logger LOG = System.getLogger(Space.class.getName());
  private static final int PARTS = 8;
  private static final int LARGEST_SEGMENT = 16 << 20;
  private static final int FEW = 3;

  private final long limit;
  private final int segmentSize;
  private final Segments segments;
  private final Index index;
  private final Tail tail;

  Space(long limit, Segments segments, Index index, Tail tail) {
    this.limit = limit;
    this.segmentSize = segmentSize(limit);
    this.segments = segments;
    this.index = index;
    this.tail = tail;
  }

  static int segmentSize(long limit) {
    return (int) Math.min(LARGEST_SEGMENT, limit / PARTS);
  }

  /** What entries may take; the rest is for moving them, and for records about them. */
  static long forEntries(long limit) {
    return limit - segmentSize(limit);
  }

  /** The largest record. */
  int largest() {
    return segmentSize - SegmentHeader.LENGTH - Frame.OVERHEAD;
  }

  /**
   * Sees to it that the active segment has room for a frame.
   *
   * @return whether there is; if not, the journal is full
   * @throws IOException the disk refuses
   */
  boolean make(int frame) throws IOException {
    while (true) {
      Segment active = segments.active();
      if (active == null) {
        tail.restart();
      } else if (active.torn()) {
        leaveTorn();
      } else if (segments.bytes() + frame > forEntries(limit)) {
        if (!reclaim()) {
          return false;
        }
      } else if (active.size() + frame > segmentSize) {
        tail.roll();
      } else {
        return true;
      }
    }
  }

  /**
   * Has what a failed write left void, by a new segment.
   *
   * @throws IOException there is none yet
   */
  void leaveTorn() throws IOException {
    while (segments.active() != null && segments.active().torn()) {
      tail.roll();
    }
  }

  /** Whether a record about an entry still fits, and some headers of segments besides. */
  boolean fits(long frame) {
    return segments.bytes() + tail.orphans().bytes() + frame <= limit - segmentSize / 2;
  }

  /** After entries were taken off. */
  void tidy() {
    try {
      deleteUnwanted();
      Segment oldest = segments.oldest();
      if (oldest != null && segments.count() >= FEW && oldest.live <= segmentSize / PARTS) {
        moveOldest(oldest);
      }
    } catch (IOException later) {
      LOG.log(Level.WARNING, "The journal could not be tidied", later);
    }
  }

  /**
   * Writes what little is wanted to a new segment, so that all that is done can go. That goes alone
   * into it, and so there is nothing more to gain until something else is written or done.
   */
  void shed() {
    try {
      tail.awaitForce();
      if (segments.active() != null && isMostlyDone()) {
        tail.roll();
        moveAllBut(segments.active());
      }
    } catch (IOException later) {
      LOG.log(Level.WARNING, "What is done stays in the journal for now", later);
    }
  }

  /** Whether anything is done, and what is not fits the new segment beside all of it. */
  private boolean isMostlyDone() {
    long wanted = segments.live() + recordsAboutParked();
    long headers = (long) segments.count() * SegmentHeader.LENGTH;
    return segments.bytes() > wanted + headers
        && wanted <= segmentSize / PARTS
        && segments.bytes() + wanted + 3 * SegmentHeader.LENGTH <= limit;
  }

  /** Each segment once: where the disk refuses, a later turn begins again. */
  private void moveAllBut(Segment last) throws IOException {
    boolean goesOn = true;
    for (int left = segments.count(); goesOn && left > 0; left--) {
      Segment oldest = segments.oldest();
      goesOn = oldest != null && oldest != last && moveOldest(oldest);
    }
  }

  /**
   * Not worth it while less than an eighth could be won: each byte won costs up to seven moved.
   *
   * @return whether the caller may look again
   */
  private boolean reclaim() throws IOException {
    long before = segments.bytes();
    deleteUnwanted();
    if (segments.bytes() < before) {
      return true;
    }
    Segment oldest = segments.oldest();
    return oldest != null && winnable() >= limit / PARTS && moveOldest(oldest);
  }

  /** Headers, and the records that entries are parked, are written again with what is moved. */
  private long winnable() {
    return segments.dead() - (long) segments.count() * SegmentHeader.LENGTH - recordsAboutParked();
  }

  /** Not while an entry stands in memory only: of where it stood, nothing may be live any more. */
  private void deleteUnwanted() throws IOException {
    if (tail.orphans().holdEntries()) {
      return;
    }
    for (Segment oldest = segments.oldest();
        oldest != null && oldest.live == 0;
        oldest = segments.oldest()) {
      segments.deleteOldest();
    }
  }

  /**
   * Writes what is wanted of the oldest segment to the end and deletes it.
   *
   * @return whether the caller may look again
   */
  private boolean moveOldest(Segment oldest) throws IOException {
    tail.awaitForce();
    if (segments.active() == null || segments.oldest() != oldest) {
      return true;
    }
    long needed = oldest.live + recordsAboutParked() + 2 * SegmentHeader.LENGTH;
    if (segments.bytes() + needed > limit) {
      return false;
    }
    List<Move> moves = new ArrayList<>();
    // A copy: a segment that fills up meanwhile is forced, and shows entries that waited for that.
    for (Slot slot : List.copyOf(index.all())) {
      if (slot.standsIn(oldest)) {
        moves.add(copy(slot));
      }
    }
    if (tail.complete() && moves.stream().noneMatch(move -> move.place().failed())) {
      moves.forEach(Move::carryOut);
      deleteUnwanted();
    }
    return true;
  }

  private long recordsAboutParked() {
    return index.parked().entrySet().stream()
        .mapToLong(parked -> RecordFormat.parked(parked.getKey(), parked.getValue()).length)
        .map(length -> length + Frame.OVERHEAD)
        .sum();
  }

  private Move copy(Slot slot) throws IOException {
    byte[] body = slot.spot().record();
    if (segments.active().size() + body.length + Frame.OVERHEAD > segmentSize) {
      tail.roll();
    }
    Segment place = segments.active();
    if (place == null) {
      throw new IOException("there is no segment to move entries to");
    }
    Move move = new Move(slot, place, place.append(body));
    String reason = index.parked().get(slot.position);
    if (reason != null) {
      place.append(RecordFormat.parked(slot.position, reason));
    }
    return move;
  }

  private record Move(Slot slot, Segment place, Frame frame) {
    void carryOut() {
      slot.stand(place, frame);
    }
  }
}
