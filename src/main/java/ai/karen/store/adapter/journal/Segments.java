package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The files of the log, oldest first. Only the newest is written to, and only the oldest is
 * deleted: so a record about an entry never goes before the entry. Guarded by the log's lock.
 */
final class Segments {
  private final Disk disk;
  private final Deque<Segment> chain = new ArrayDeque<>();

  // Files that do not count, and those that won't once the next segment was begun.
  private final List<String> unwanted = new ArrayList<>();
  private final List<String> superseded = new ArrayList<>();
  private Segment active;
  private long lastSequence;
  private boolean closed;

  /** None of those found is active. */
  Segments(Disk disk, Recovery found) {
    this.disk = disk;
    this.chain.addAll(found.segments());
    this.superseded.addAll(found.superseded());
    this.lastSequence = found.lastSequence();
  }

  /** Where to write; null when the last one failed and no new one could be begun. */
  Segment active() {
    return active;
  }

  /**
   * The one to be deleted next.
   *
   * @return null when there is only the newest: it is written to, or its end still stands for what
   *     the next one will carry over. Nor while there are files that only the next one makes void:
   *     beside them, one that is gone would be missing
   */
  Segment oldest() {
    return chain.size() < 2 || !superseded.isEmpty() ? null : chain.getFirst();
  }

  int count() {
    return chain.size();
  }

  long bytes() {
    return chain.stream().mapToLong(Segment::size).sum();
  }

  /** Bytes of entries that are wanted. */
  long live() {
    return chain.stream().mapToLong(segment -> segment.live).sum();
  }

  /** Bytes that nobody wants, but for those of the active one. */
  long dead() {
    return chain.stream()
        .filter(segment -> segment != active)
        .mapToLong(segment -> segment.size() - segment.live)
        .sum();
  }

  /** Nothing more is written to the active one. */
  void retire() {
    active = null;
  }

  /**
   * Begins a new segment; when this returns, it lasts, and what the one before holds behind its
   * size is void for good.
   *
   * @param carried records that go into it at once
   */
  void start(long firstPosition, List<Pending> carried) throws IOException {
    if (closed) {
      throw new IOException("it is closed");
    }
    deleteUnwanted();
    lastSequence++;
    Segment last = chain.peekLast();
    long previous = last == null ? 0 : last.sequence();
    long length = last == null ? 0 : last.size();
    SegmentHeader header = new SegmentHeader(lastSequence, previous, length, firstPosition);
    unwanted.add(header.name());
    begin(new Segment(lastSequence, disk.create(header.name())), header, carried);
    unwanted.remove(header.name());
    unwanted.addAll(superseded);
    superseded.clear();
  }

  /**
   * Deletes the oldest one, which nobody needs any more. Nothing is deleted before what is older,
   * and what it voids, is gone for good, or that could come back without it.
   */
  void deleteOldest() throws IOException {
    deleteUnwanted();
    Segment gone = chain.getFirst();
    disk.delete(gone.name());
    disk.force();
    chain.removeFirst();
    gone.close();
  }

  /** Deletes files that do not count. */
  void deleteUnwanted() throws IOException {
    if (!unwanted.isEmpty()) {
      for (String name : unwanted) {
        disk.delete(name);
      }
      disk.force();
      unwanted.clear();
    }
  }

  void close() {
    closed = true;
    chain.forEach(Segment::close);
    retire();
  }

  private void begin(Segment next, SegmentHeader header, List<Pending> carried) throws IOException {
    try {
      List<Frame> frames = fill(next, header, carried);
      chain.add(next);
      active = next;
      for (int index = 0; index < frames.size(); index++) {
        carried.get(index).stand(next, frames.get(index));
      }
    } catch (IOException refused) {
      next.close();
      throw refused;
    }
  }

  /** The header last: it voids what was carried over where it stood before. */
  private List<Frame> fill(Segment next, SegmentHeader header, List<Pending> carried)
      throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (Pending record : carried) {
      frames.add(next.append(record.body));
    }
    if (!carried.isEmpty()) {
      next.force();
    }
    next.write(header);
    next.force();
    disk.force();
    next.forcedUpTo(next.size());
    return frames;
  }
}
