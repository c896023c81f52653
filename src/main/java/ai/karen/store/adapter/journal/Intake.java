package ai.karen.store.adapter.journal;

import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** What goes into a log, or is refused. Every method under the log's lock. */
final class Intake {
  private static final Logger LOG = System.getLogger(Intake.class.getName());

  private final long limit;
  private final Segments segments;
  private final Tail tail;
  private final Space space;
  private final Faults faults;
  private final Alarm alarm;
  private boolean flushAsked;
  private boolean closed;

  Intake(long limit, Segments segments, Index index, Tail tail, Faults faults, Alarm alarm) {
    this.limit = limit;
    this.segments = segments;
    this.tail = tail;
    this.space = new Space(limit, segments, index, tail);
    this.faults = faults;
    this.alarm = alarm;
  }

  /** Begins a segment. Where the disk refuses, each append tries again. */
  void begin() {
    try {
      tail.restart();
      segments.deleteUnwanted();
      space.tidy();
    } catch (IOException later) {
      faults.refused(Refusals.disk(later));
    }
  }

  /**
   * @param body the entry's record without its position
   * @param promised whether to return only when it lasts
   */
  JournalEntry append(byte[] body, Instant journaledAt, Operation operation, boolean promised) {
    try {
      room(body.length + Frame.OVERHEAD);
      JournalEntry entry = new JournalEntry(tail.nextPosition(), journaledAt, operation);
      RecordFormat.place(body, entry.position());
      Slot slot = new Slot(entry.position(), operation.aggregate(), journaledAt);
      Pending record = new Pending(body, slot, promised);
      tail.add(record);
      end(record);
      faults.over();
      return entry;
    } catch (IOException refused) {
      leaveTorn();
      throw refusal(Refusals.disk(refused), refused);
    }
  }

  /** So that who is refused is refused for good. */
  private void leaveTorn() {
    try {
      space.leaveTorn();
    } catch (IOException later) {
      LOG.log(Level.DEBUG, "The next append tries again", later);
    }
  }

  /** Where it can't be written, it holds until the engine stops. */
  void note(byte[] body) {
    try {
      if (!closed && !faults.damaged() && space.fits(body.length + Frame.OVERHEAD)) {
        tail.note(new Pending(body, null, false));
        askForFlush();
      }
    } catch (IOException forgotten) {
      LOG.log(Level.WARNING, "A record about an entry of the journal was not written", forgotten);
    }
  }

  /** What can't last now is carried over and lasts later. */
  void letLast() {
    try {
      if (!closed) {
        tail.flush();
      }
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

  /** After entries were taken off. */
  void tidy() {
    if (!closed && !faults.damaged()) {
      space.tidy();
      faults.over();
    }
  }

  /** Lets go of what is done. */
  void shed() {
    if (!closed && !faults.damaged()) {
      space.shed();
    }
  }

  /** Forces what was written lazily. */
  void flush() {
    flushAsked = false;
    try {
      if (!closed) {
        tail.flush();
      }
    } catch (IOException later) {
      LOG.log(Level.DEBUG, "The next append or flush tries again", later);
    }
  }

  /** Forces everything, and writes down that nothing was under way. */
  void close() {
    if (!closed) {
      closed = true;
      tail.awaitForce();
      seal();
      segments.close();
    }
  }

  private void room(int frame) throws IOException {
    if (closed || faults.damaged()) {
      throw new JournalRefusal(closed ? Refusals.CLOSED : faults.sentence(), null);
    }
    if (frame > space.largest()) {
      throw new JournalRefusal(Refusals.tooLarge(frame, space.largest()), null);
    }
    if (!space.make(frame)) {
      throw refusal(Refusals.full(limit), null);
    }
  }

  private JournalRefusal refusal(String sentence, IOException cause) {
    faults.refused(sentence);
    return new JournalRefusal(sentence, cause);
  }

  private void end(Pending record) throws IOException {
    if (record.promised) {
      tail.await(record);
    } else {
      askForFlush();
    }
  }

  private void seal() {
    try {
      boolean whole = segments.active() != null && tail.complete();
      if (whole && !faults.damaged()) {
        tail.note(new Pending(RecordFormat.sealed(), null, false));
        tail.complete();
      }
    } catch (IOException torn) {
      LOG.log(Level.DEBUG, "The journal was not sealed; nothing is lost by that", torn);
    }
  }
}
