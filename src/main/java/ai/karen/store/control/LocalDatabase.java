package ai.karen.store.control;

import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import java.util.List;
import java.util.function.Function;

/**
 * The embedded database in the data folder: the engine's only one by default, else the local copy
 * of what was read or written through this node. Thread-safe. Blocks for a few milliseconds.
 */
public interface LocalDatabase {

  /** Why it can't be used, a sentence; null when it can. */
  String fault();

  /** Whether its disk has no room, so that nothing is changed until there is some. */
  boolean isFull();

  /**
   * Whether its disk failed under a sync: it serves, but what it takes is not known to last, and is
   * not before the next start.
   */
  boolean isLost();

  /**
   * Whether it may lack what it took: at the start, and after a failure in which it may have gone
   * back to an earlier state. Until {@link #trust}, only {@link #replay} works.
   */
  boolean isSuspect();

  /** What the journal holds was brought in. */
  void trust();

  /**
   * @throws DatabaseOutage it can't be used, or is suspect
   */
  <T> T read(Function<Rows, T> question);

  /**
   * Changes rows outside of operations: copies, and what belongs to this node alone.
   *
   * @throws DatabaseOutage as for {@link #read}, or its disk is full
   */
  <T> T change(Function<Rows, T> change);

  /**
   * Applies an operation, with a last step before the commit; where that step throws, nothing was
   * applied.
   *
   * @param beforeCommit run only where the operation took effect
   */
  Effect apply(Operation operation, Runnable beforeCommit);

  /**
   * Applies operations that were acknowledged before, in one transaction; each finds what it would
   * find if those before it were committed.
   */
  void replay(List<Operation> operations);

  /**
   * Returns when these operations, which were applied before, would survive a loss of power.
   *
   * @throws DatabaseOutage they may not be there any more
   */
  void sync(List<Operation> operations);

  /**
   * Has what was changed outlive a loss of power, where anything was. To be called every few
   * seconds: what was synced last is only kept for so long. Where that fails it is suspect.
   */
  void keep();
}
