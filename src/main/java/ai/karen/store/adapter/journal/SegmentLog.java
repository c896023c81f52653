package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Range;
import ai.karen.store.control.Journal;
import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.JournalStatus.Parked;
import ai.karen.store.entity.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal as a log of segments. Thread-safe. Needs a {@link #flush} within a second whenever it
 * asks for one.
 */
final class SegmentLog implements Journal, Closeable {
  private static final Logger LOG = System.getLogger(SegmentLog.class.getName());
  private static final int LONGEST_REASON = 500;

  private final ReentrantLock lock = new ReentrantLock();
  private final Index index;
  private final Segments segments;
  private final Tail tail;
  private final Space space;
  private final long limit;
  private final Clock clock;
  private final Alarm alarm;
  private boolean flushAsked;
  private boolean closed;

  // Why nothing is taken: for good, or since the last attempt.
  private String damage;
  private String refusal;

  private SegmentLog(Recovery found, Disk disk, long limit, Clock clock, Alarm alarm) {
    this.index = found.index();
    this.segments = new Segments(disk, found.segments(), found.lastSequence());
    this.tail = new Tail(lock, segments, found);
    this.space = new Space(limit, segments, index, tail);
    this.limit = limit;
    this.clock = clock;
    this.alarm = alarm;
  }

  /**
   * Opens the journal in a folder, or begins one.
   *
   * @param limit bytes that its files may take
   * @throws JournalDamage nothing was changed
   */
  static SegmentLog open(Disk disk, long limit, Clock clock, Alarm alarm) throws IOException {
    Recovery found = Recovery.of(disk);
    SegmentLog log = new SegmentLog(found, disk, limit, clock, alarm);
    log.begin(found.unwanted());
    return log;
  }

  @Override
  public JournalEntry append(Operation operation) {
    return append(operation, true);
  }

  @Override
  public JournalEntry appendLazily(Operation operation) {
    return append(operation, false);
  }

  @Override
  public List<JournalEntry> waiting(long after, int most) {
    List<Spot> spots;
    lock.lock();
    try {
      spots = index.waiting(after, most).stream().map(Slot::spot).toList();
    } finally {
      lock.unlock();
    }
    return new Reader(lock, this::damaged).read(spots);
  }

  @Override
  public boolean holds(UUID aggregate) {
    lock.lock();
    try {
      return index.holds(aggregate);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Set<UUID> aggregates() {
    lock.lock();
    try {
      return index.aggregates();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void settle(Collection<Long> positions) {
    lock.lock();
    try {
      List<Long> settled = positions.stream().sorted().filter(this::release).toList();
      if (!settled.isEmpty()) {
        List<Range> ranges = Ranges.of(settled);
        note(RecordFormat.settled(ranges));
        space.tidy();
        refusal = null;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void park(long position, String reason) {
    String words = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    lock.lock();
    try {
      Slot slot = index.find(position);
      if (slot != null) {
        index.park(slot, words);
        note(RecordFormat.parked(position, words));
        letLast();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void unpark(long position) {
    lock.lock();
    try {
      Slot slot = index.find(position);
      if (slot != null && index.unpark(slot)) {
        note(RecordFormat.unparked(position));
        letLast();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public JournalStatus status() {
    Map<Long, String> reasons;
    List<Spot> spots;
    JournalStatus status;
    lock.lock();
    try {
      reasons = Map.copyOf(index.parked());
      spots = index.parked().keySet().stream().map(index::find).map(Slot::spot).toList();
      status =
          new JournalStatus(
              index.depth(), index.oldest(), segments.bytes(), limit, List.of(), fault());
    } finally {
      lock.unlock();
    }
    return spots.isEmpty() ? status : with(status, reasons, spots);
  }

  /** Forces what was written lazily. */
  void flush() {
    lock.lock();
    try {
      flushAsked = false;
      if (!closed) {
        tail.flush();
      }
    } catch (IOException later) {
      LOG.log(Level.DEBUG, "The next append or flush tries again", later);
    } finally {
      lock.unlock();
    }
  }

  /** Forces everything, and writes down that nothing was under way. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        tail.awaitForce();
        seal();
        segments.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin(List<String> unwanted) {
    lock.lock();
    try {
      tail.restart();
      segments.discard(unwanted);
      space.tidy();
    } catch (IOException later) {
      refusal = Refusals.disk(later);
    } finally {
      lock.unlock();
    }
  }

  private JournalEntry append(Operation operation, boolean promised) {
    Instant journaledAt = clock.instant();
    byte[] body = RecordFormat.added(journaledAt, operation);
    lock.lock();
    try {
      room(body.length + Frame.OVERHEAD);
      JournalEntry entry = new JournalEntry(tail.nextPosition(), journaledAt, operation);
      RecordFormat.place(body, entry.position());
      Slot slot = new Slot(entry.position(), operation.aggregate(), journaledAt);
      Pending record = new Pending(body, slot, promised);
      tail.add(record);
      end(record);
      refusal = null;
      return entry;
    } catch (IOException refused) {
      throw refusal(Refusals.disk(refused), refused);
    } finally {
      lock.unlock();
    }
  }

  private void room(int frame) throws IOException {
    if (closed || damage != null) {
      throw new JournalRefusal(closed ? Refusals.CLOSED : damage, null);
    }
    if (frame > space.largest()) {
      throw new JournalRefusal(Refusals.tooLarge(frame, space.largest()), null);
    }
    if (!space.make(frame)) {
      throw refusal(Refusals.full(limit), null);
    }
  }

  private JournalRefusal refusal(String sentence, IOException cause) {
    refusal = sentence;
    return new JournalRefusal(sentence, cause);
  }

  private void end(Pending record) throws IOException {
    if (record.promised) {
      tail.await(record);
    } else {
      askForFlush();
    }
  }

  private boolean release(long position) {
    Slot slot = index.remove(position);
    if (slot != null) {
      slot.release();
    }
    return slot != null;
  }

  /** Where it can't be written, it holds until the engine stops. */
  private void note(byte[] body) {
    try {
      if (!closed && damage == null && space.fits(body.length + Frame.OVERHEAD)) {
        tail.note(new Pending(body, null, false));
        askForFlush();
      }
    } catch (IOException forgotten) {
      LOG.log(Level.WARNING, "A record about an entry of the journal was not written", forgotten);
    }
  }

  /** What can't last now is carried over and lasts later. */
  private void letLast() {
    try {
      tail.flush();
    } catch (IOException later) {
      LOG.log(Level.WARNING, "A record about an entry of the journal does not last yet", later);
    }
  }

  private void askForFlush() {
    if (!flushAsked) {
      flushAsked = true;
      alarm.flushSoon();
    }
  }

  private void damaged(Segment segment, String reason) {
    if (damage == null) {
      damage = Refusals.damaged(segment.name(), reason);
      alarm.damaged(segment.name(), reason);
    }
  }

  private String fault() {
    return damage == null ? refusal : damage;
  }

  private JournalStatus with(JournalStatus status, Map<Long, String> reasons, List<Spot> spots) {
    List<Parked> parked =
        new Reader(lock, this::damaged)
            .read(spots).stream()
                .map(entry -> new Parked(entry, reasons.get(entry.position())))
                .toList();
    return new JournalStatus(
        status.depth(), status.oldest(), status.bytes(), status.limit(), parked, status.fault());
  }

  private void seal() {
    try {
      boolean whole = segments.active() != null && tail.complete();
      if (whole && damage == null) {
        tail.note(new Pending(RecordFormat.sealed(), null, false));
        tail.complete();
      }
    } catch (IOException torn) {
      LOG.log(Level.DEBUG, "The journal was not sealed; nothing is lost by that", torn);
    }
  }
}
