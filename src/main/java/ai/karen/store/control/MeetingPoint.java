package ai.karen.store.control;

import ai.karen.health.entity.Condition;

/** Where the nodes meet, as the watcher last saw it. Thread-safe, never blocks. */
public interface MeetingPoint {

  /** The mode in which each node remembers for itself. */
  String MEMORY = "memory";

  /** Whether the operator has set one up. Without one a node's own memory is the primary one. */
  boolean isWanted();

  /** Primary, or in mode {@link #MEMORY} with the reason. */
  Condition condition();
}
