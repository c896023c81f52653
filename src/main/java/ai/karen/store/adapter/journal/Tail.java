package ai.karen.store.adapter.journal;

import ai.karen.store.control.Reason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The end of the log, where many write and share one fsync: whoever finds none running does it for
 * all that wrote before, and the others wait. Every method under the log's lock, which is given up
 * only while an fsync runs or is waited for.
 *
 * <p>Entries are shown in the order of their positions, those that were promised not before they
 * last: what is refused was never seen.
 */
final class Tail {
  private static final Logger LOG = System.getLogger(Tail.class.getName());

  private final ReentrantLock lock;
  private final Condition forceEnded;
  private final Segments segments;
  private final Index index;

  // Written to the active segment since the last fsync began, in order.
  private List<Pending> pending = new ArrayList<>();

  private final Orphans orphans;

  private int hidden;
  private boolean forcing;
  private long nextPosition;

  /**
   * @param found what was read; its unproven records are carried over into the first segment
   */
  Tail(ReentrantLock lock, Segments segments, Recovery found) {
    this.lock = lock;
    this.forceEnded = lock.newCondition();
    this.segments = segments;
    this.index = found.index();
    this.nextPosition = found.nextPosition();
    this.orphans = new Orphans(found.unproven());
  }

  /** The position of the next entry. */
  long nextPosition() {
    return nextPosition;
  }

  /** Writes an entry with the next position; there must be an active segment. */
  void add(Pending entry) throws IOException {
    write(entry);
    nextPosition++;
  }

  /** Writes a record; there must be an active segment. */
  void write(Pending record) throws IOException {
    Segment segment = segments.active();
    record.stand(segment, segment.append(record.body));
    pending.add(record);
    if (record.promised || hidden > 0) {
      hidden++;
    } else {
      record.show(index);
    }
  }

  /** Writes a record about an entry as soon as there is a segment for it. */
  void note(Pending record) throws IOException {
    if (segments.active() == null) {
      orphans.add(record);
    } else {
      write(record);
    }
  }

  /**
   * Returns when a record lasts.
   *
   * @throws IOException it does not, and will not come back
   */
  void await(Pending record) throws IOException {
    while (!record.ended()) {
      if (forcing) {
        forceEnded.awaitUninterruptibly();
      } else {
        force();
      }
    }
    record.throwFailure();
  }

  /** Forces what was written, where something was. */
  void flush() throws IOException {
    awaitForce();
    if (segments.active() == null) {
      restart();
    } else if (!pending.isEmpty()) {
      force();
    }
  }

  /**
   * Forces everything and begins a new segment. Others may have been faster: look again.
   *
   * @throws IOException there is no active segment now
   */
  void roll() throws IOException {
    if (forcing) {
      awaitForce();
    } else if (complete()) {
      segments.retire();
      restart();
    }
  }

  /** Begins a new segment where there is none to write to. */
  void restart() throws IOException {
    segments.start(nextPosition, orphans.wanted());
    orphans.last();
  }

  Orphans orphans() {
    return orphans;
  }

  void awaitForce() {
    while (forcing) {
      forceEnded.awaitUninterruptibly();
    }
  }

  /**
   * Forces everything without giving up the lock; none may be running.
   *
   * @return whether everything in the segment lasts; if not, it is not the active one any more
   */
  boolean complete() {
    Segment segment = segments.active();
    if (!segment.dirty()) {
      return true;
    }
    List<Pending> batch = takePending();
    IOException failure = null;
    try {
      segment.force();
    } catch (IOException refused) {
      failure = refused;
    }
    end(segment, batch, segment.size(), failure);
    return failure == null;
  }

  private void force() {
    Segment segment = segments.active();
    List<Pending> batch = takePending();
    int end = segment.size();
    IOException failure = new IOException("its fsync ended with an error");
    forcing = true;
    lock.unlock();
    try {
      segment.force();
      failure = null;
    } catch (IOException refused) {
      failure = refused;
    } finally {
      lock.lock();
      forcing = false;
      end(segment, batch, end, failure);
      forceEnded.signalAll();
    }
  }

  private List<Pending> takePending() {
    List<Pending> batch = pending;
    pending = new ArrayList<>();
    return batch;
  }

  private void end(Segment segment, List<Pending> batch, int end, IOException failure) {
    if (failure == null) {
      segment.forcedUpTo(end);
      batch.forEach(this::show);
      batch.forEach(Pending::lasts);
      showLazyOnes();
    } else {
      batch.addAll(takePending());
      fail(segment, batch, failure);
    }
  }

  /** Those that were held back only by what stood before them. */
  private void showLazyOnes() {
    for (Pending record : pending) {
      if (record.promised) {
        return;
      }
      show(record);
    }
  }

  private void show(Pending record) {
    if (!record.shown()) {
      hidden--;
      record.show(index);
    }
  }

  /**
   * A failed fsync is final: nobody knows what of the segment's end is on the disk, and a second
   * one would succeed without writing it. Its end is void from here on; the next segment's header
   * says so for good, before anybody is refused. What was not promised is carried over.
   */
  private void fail(Segment segment, List<Pending> unforced, IOException cause) {
    LOG.log(
        Level.ERROR,
        "The disk failed under {0}, which is written no more: {1}",
        segment.name(),
        Reason.of(cause));
    segment.cut();
    segments.retire();
    for (Pending record : unforced) {
      if (record.promised) {
        refuse(record, cause);
      } else {
        record.keep();
        orphans.add(record);
        show(record);
      }
    }
    try {
      restart();
    } catch (IOException again) {
      LOG.log(
          Level.ERROR, "The journal takes nothing until its disk recovers: {0}", Reason.of(again));
    }
  }

  private void refuse(Pending record, IOException cause) {
    hidden--;
    if (record.slot != null) {
      record.slot.release();
    }
    record.fail(cause);
  }
}
