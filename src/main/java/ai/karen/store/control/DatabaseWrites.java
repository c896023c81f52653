package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;

/** Writes to the shared database, with the journal behind it. Thread-safe; blocks. */
public interface DatabaseWrites {

  /** To the database; where that fails, to the journal. */
  Acknowledgement execute(Operation operation);

  /**
   * To the database alone.
   *
   * @throws DatabaseOutage it may have been written or not
   */
  Acknowledgement executeThere(Operation operation);

  /** To the journal at once. */
  Acknowledgement executeHere(Operation operation);
}
