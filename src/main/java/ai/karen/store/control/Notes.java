package ai.karen.store.control;

import ai.karen.store.entity.Operation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * What nobody was promised: written down in the journal, brought into the database by replay. Each
 * is an aggregate of its own, so that none waits for another.
 */
public final class Notes {
  private static final Logger LOG = System.getLogger(Notes.class.getName());

  private Notes() {}

  /** The aggregate for a note. */
  public static UUID aggregate(UUID id) {
    return new UUID(0, id.getLeastSignificantBits() ^ id.getMostSignificantBits());
  }

  /** Whether all that an aggregate has are notes. */
  public static boolean isNote(UUID aggregate) {
    return aggregate.getMostSignificantBits() == 0;
  }

  static boolean append(Journal journal, Operation operation) {
    try {
      journal.appendLazily(operation);
      return true;
    } catch (JournalRefusal refusal) {
      LOG.log(Level.DEBUG, "A note was lost", refusal);
      return false;
    }
  }
}
