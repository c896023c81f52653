package ai.karen.timing.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;

/** Actions that are due at the same moment. Guarded by whoever owns it. */
final class Turn {
  private static final Logger LOG = System.getLogger(Turn.class.getName());

  private final Future<?> due;
  private final Map<Object, Runnable> actions = new LinkedHashMap<>();

  /**
   * @param due runs what is in here, later
   */
  Turn(Future<?> due) {
    this.due = due;
  }

  Turn with(Object place, Runnable action) {
    actions.put(place, action);
    return this;
  }

  /** Null when nothing is left to do. */
  Turn without(Object place) {
    actions.remove(place);
    if (actions.isEmpty()) {
      due.cancel(false);
      return null;
    }
    return this;
  }

  void runAll() {
    actions.values().forEach(Turn::run);
  }

  static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.ERROR, "An action of the timer failed", failure);
    }
  }
}
