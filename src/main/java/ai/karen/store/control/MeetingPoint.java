package ai.karen.store.control;

import ai.karen.health.entity.Condition;
import java.util.List;

/** Where the nodes meet, as the watcher last saw it. Thread-safe, never blocks. */
public interface MeetingPoint {

  /** The mode in which each node remembers for itself. */
  String MEMORY = "memory";

  /** All modes in which it can be. */
  List<String> MODES = List.of(Condition.PRIMARY, MEMORY);

  /** Whether the operator has set one up. Without one a node's own memory is the primary one. */
  boolean isWanted();

  /** Primary, or in mode {@link #MEMORY} with the reason. */
  Condition condition();
}
