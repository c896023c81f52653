package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The files of the log, oldest first. Only the newest is written to, and only the oldest is
 * deleted: so a record about an entry never goes before the entry. Guarded by the log's lock.
 */
final class Segments {
  private static final Logger LOG = System.getLogger(Segments.class.getName());

  private final Disk disk;
  private final Deque<Segment> chain = new ArrayDeque<>();
  private Segment active;
  private long lastSequence;

  /**
   * None of the found ones is active.
   *
   * @param lastSequence the highest number that a file ever had
   */
  Segments(Disk disk, List<Segment> found, long lastSequence) {
    this.disk = disk;
    this.chain.addAll(found);
    this.lastSequence = lastSequence;
  }

  /** Where to write; null when the last one failed and no new one could be begun. */
  Segment active() {
    return active;
  }

  /**
   * @return null when there is only the active one
   */
  Segment oldest() {
    Segment first = chain.peekFirst();
    return first == active ? null : first;
  }

  int count() {
    return chain.size();
  }

  long bytes() {
    return chain.stream().mapToLong(Segment::size).sum();
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
    lastSequence++;
    Segment last = chain.peekLast();
    long previous = last == null ? 0 : last.sequence();
    long length = last == null ? 0 : last.size();
    SegmentHeader header = new SegmentHeader(lastSequence, previous, length, firstPosition);
    Segment next = new Segment(lastSequence, disk.create(Segment.name(lastSequence)), 0);
    try {
      List<Frame> frames = fill(next, header, carried);
      chain.add(next);
      active = next;
      for (int index = 0; index < carried.size(); index++) {
        carried.get(index).stand(next, frames.get(index));
      }
    } catch (IOException refused) {
      discard(next);
      throw refused;
    }
  }

  /**
   * Deletes the oldest one, which nobody needs any more. The next one is not deleted before this
   * one is gone for good, or this one could come back without it.
   */
  void deleteOldest() throws IOException {
    Segment gone = chain.getFirst();
    disk.delete(gone.name());
    disk.force();
    chain.removeFirst();
    gone.close();
  }

  /** Deletes files that do not count. */
  void discard(List<String> unwanted) throws IOException {
    for (String name : unwanted) {
      disk.delete(name);
    }
  }

  void close() {
    chain.forEach(Segment::close);
    retire();
  }

  private List<Frame> fill(Segment next, SegmentHeader header, List<Pending> carried)
      throws IOException {
    next.begin(header);
    List<Frame> frames = new ArrayList<>();
    for (Pending record : carried) {
      frames.add(next.append(record.body));
    }
    next.force();
    disk.force();
    next.forcedUpTo(next.size());
    return frames;
  }

  private void discard(Segment half) {
    half.close();
    try {
      disk.delete(half.name());
    } catch (IOException left) {
      LOG.log(Level.DEBUG, half.name() + " stays, and does not count", left);
    }
  }
}
