package ai.karen.store.control;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps operations on the local disk until the database has them. Thread-safe. Entries of one
 * aggregate come back in the order in which they were appended.
 */
public interface Journal {
  /** What is read at once, in bytes of records; a single entry may be larger. */
  int MOST_BYTES = 4 << 20;

  /**
   * Appends, and returns when the entry would survive a loss of power.
   *
   * @throws JournalRefusal nothing was appended, and nothing of it will come back
   */
  JournalEntry append(Operation operation);

  /**
   * Appends what nobody was promised (analytics, stamps of last use): survives the end of the
   * process at once, and a loss of power within a second.
   *
   * @throws JournalRefusal nothing was appended
   */
  JournalEntry appendLazily(Operation operation);

  /**
   * Entries that wait, oldest first, without the parked ones and those behind them on the same
   * aggregate. Fewer than there are where they would be more than {@link #MOST_BYTES}; never none
   * where there is one.
   *
   * @param after only those with a higher position; 0 for all
   * @param most how many at most
   */
  List<JournalEntry> waiting(long after, int most);

  /**
   * Entries of one aggregate, oldest first, be they parked or behind a parked one; as many as
   * {@link #waiting} would bring.
   */
  List<JournalEntry> of(UUID aggregate, long after, int most);

  /** The aggregates that have a parked entry. */
  Set<UUID> blocked();

  /** Whether an aggregate has entries, waiting or parked. */
  boolean holds(UUID aggregate);

  /**
   * Whether operations wait that change what is read. Notes, which nobody reads back, do not count,
   * nor what is parked until somebody looks at it.
   */
  boolean holdsAny();

  /**
   * Takes entries off: the database has them for good. May be forgotten in a crash, so that they
   * come back.
   */
  void settle(Collection<Long> positions);

  /**
   * Sets an entry aside that can't be applied.
   *
   * @param reason a sentence without anything of the payload
   */
  void park(long position, String reason);

  /**
   * Entries that were set aside, oldest first; as many as {@link #waiting} would bring.
   *
   * @param after only those with a higher position; 0 for all
   * @param most how many at most
   */
  List<ParkedEntry> parked(long after, int most);

  /** Lets a parked entry be tried again. */
  void unpark(long position);

  /**
   * Lets go of what the database has, where nothing waits: what people deleted must not stay on the
   * disk because nobody wrote since.
   */
  default void shed() {
    // Where nothing is kept in files.
  }

  /** Cheap: no entry is read. */
  JournalStatus status();
}
