package ai.karen.store.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * An operation that waits in the journal. Immutable.
 *
 * @param position where it stands; later entries have higher ones, also across restarts
 * @param journaledAt when it was appended
 */
public record JournalEntry(long position, Instant journaledAt, Operation operation) {

  public JournalEntry {
    Objects.requireNonNull(journaledAt);
    Objects.requireNonNull(operation);
  }
}
