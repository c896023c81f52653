package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Range;
import ai.karen.store.control.Journal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
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
import java.util.function.Supplier;

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
  private final Faults faults;
  private final Intake intake;
  private final long limit;
  private final Clock clock;

  private SegmentLog(Recovery found, Disk disk, long limit, Clock clock, Alarm alarm) {
    this.index = found.index();
    this.segments = new Segments(disk, found);
    this.faults = new Faults(alarm);
    this.intake =
        new Intake(limit, segments, index, new Tail(lock, segments, found), faults, alarm);
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Opens the journal in a folder, or begins one.
   *
   * @param limit bytes that its files may take
   * @throws JournalDamage nothing was changed
   */
  static SegmentLog open(Disk disk, long limit, Clock clock, Alarm alarm) throws IOException {
    Recovery found = Recovery.of(disk);
    found.tornEnd().ifPresent(sentence -> LOG.log(Level.WARNING, sentence));
    SegmentLog log = new SegmentLog(found, disk, limit, clock, alarm);
    log.begin();
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
    return read(() -> index.waiting(after, most));
  }

  @Override
  public List<JournalEntry> of(UUID aggregate, long after, int most) {
    return read(() -> index.of(aggregate, after, most));
  }

  private List<JournalEntry> read(Supplier<List<Slot>> slots) {
    List<Spot> spots = locked(() -> Spot.most(slots.get(), MOST_BYTES));
    return new Reader(lock, faults::damaged).read(spots);
  }

  @Override
  public Set<UUID> blocked() {
    return locked(() -> index.blocked());
  }

  @Override
  public boolean holds(UUID aggregate) {
    return locked(() -> index.holds(aggregate));
  }

  @Override
  public boolean holdsAny() {
    return locked(() -> index.holdsAny());
  }

  @Override
  public void settle(Collection<Long> positions) {
    lock.lock();
    try {
      List<Long> settled = positions.stream().sorted().filter(this::release).toList();
      if (!settled.isEmpty()) {
        List<Range> ranges = Ranges.of(settled);
        intake.note(RecordFormat.settled(ranges));
        intake.tidy();
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
        intake.note(RecordFormat.parked(position, words));
        intake.letLast();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<ParkedEntry> parked(long after, int most) {
    Map<Long, String> reasons = locked(() -> index.parked(after, most));
    return read(() -> index.find(reasons.keySet())).stream()
        .map(entry -> new ParkedEntry(entry, reasons.get(entry.position())))
        .toList();
  }

  @Override
  public void unpark(long position) {
    lock.lock();
    try {
      Slot slot = index.find(position);
      if (slot != null && index.unpark(slot)) {
        intake.note(RecordFormat.unparked(position));
        intake.letLast();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public JournalStatus status() {
    return locked(
        () ->
            new JournalStatus(
                index.depth(),
                index.oldest(),
                segments.bytes(),
                limit,
                index.parked().size(),
                faults.sentence()));
  }

  @Override
  public void shed() {
    locked(intake::shed);
  }

  /**
   * Whether there is a segment to write to, and a whole one. Where there is none after a refusal,
   * that refusal is not for good before the next segment was begun.
   */
  boolean writable() {
    lock.lock();
    try {
      return segments.active() != null && !segments.active().torn();
    } finally {
      lock.unlock();
    }
  }

  /** Forces what was written lazily. */
  void flush() {
    locked(intake::flush);
  }

  /** Forces everything, and writes down that nothing was under way. */
  @Override
  public void close() {
    locked(intake::close);
  }

  private void begin() {
    locked(intake::begin);
  }

  private JournalEntry append(Operation operation, boolean promised) {
    Instant journaledAt = clock.instant();
    byte[] body = RecordFormat.added(journaledAt, operation);
    lock.lock();
    try {
      return intake.append(body, journaledAt, operation, promised);
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private boolean release(long position) {
    Slot slot = index.remove(position);
    if (slot != null) {
      slot.release();
    }
    return slot != null;
  }
}
