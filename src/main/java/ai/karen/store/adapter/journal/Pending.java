package ai.karen.store.adapter.journal;

import java.io.IOException;

/** A record that was written and not forced yet. Guarded by the log's lock. */
final class Pending {
  final byte[] body;

  /** The entry that it makes; null for a record about another one. */
  final Slot slot;

  /** Whether somebody waits until it lasts, and is refused when it can't. */
  final boolean promised;

  private boolean shown;
  private boolean ended;
  private IOException failure;

  Pending(byte[] body, Slot slot, boolean promised) {
    this.body = body;
    this.slot = slot;
    this.promised = promised;
  }

  /** Whether the entry was taken off meanwhile. */
  boolean obsolete() {
    return slot != null && slot.gone();
  }

  /** It stands there. */
  void stand(Segment segment, Frame frame) {
    if (slot != null) {
      slot.stand(segment, frame);
    }
  }

  /** It stands nowhere but in memory. */
  void keep() {
    if (slot != null) {
      slot.keep(body);
    }
  }

  /** It is seen already. */
  void show() {
    shown = true;
  }

  /** From now on it is seen by who reads the journal. */
  void show(Index index) {
    if (!shown && slot != null) {
      index.add(slot);
    }
    shown = true;
  }

  boolean shown() {
    return shown;
  }

  void lasts() {
    ended = true;
  }

  void fail(IOException cause) {
    ended = true;
    failure = cause;
  }

  boolean ended() {
    return ended;
  }

  /** After its end. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
