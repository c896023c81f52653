package ai.karen.store.adapter.journal;

import ai.karen.store.control.Reason;
import java.io.IOException;

/** Why nothing can be appended, in sentences for the operator. */
final class Refusals {
  static final String CLOSED = "The journal is closed: the engine stops.";

  private Refusals() {}

  static String disk(IOException refusal) {
    return "The journal can't be written: " + Reason.of(refusal) + ".";
  }

  static String full(long limit) {
    return "The journal is full: it may take "
        + limit
        + " bytes (karen.journal.max-size), and the database has not taken its entries yet.";
  }

  static String tooLarge(int bytes, int most) {
    return "An operation of " + bytes + " bytes does not fit the journal; " + most + " would.";
  }

  static String damaged(String file, String reason) {
    return "The journal's file " + file + " can't be used: " + reason + ".";
  }
}
