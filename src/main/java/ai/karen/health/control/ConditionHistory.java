package ai.karen.health.control;

import ai.karen.health.entity.Condition;
import ai.karen.health.entity.Standing;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers since when a condition holds. Thread-safe. */
public final class ConditionHistory {
  private final Clock clock;
  private final AtomicReference<Standing> latest = new AtomicReference<>();

  public ConditionHistory(Clock clock) {
    this.clock = clock;
  }

  /** Takes what was just seen; a change of mode begins now. */
  public Standing observe(Condition condition) {
    return latest.updateAndGet(before -> next(before, condition));
  }

  private Standing next(Standing before, Condition condition) {
    boolean goesOn = before != null && before.condition().sameModeAs(condition);
    return new Standing(condition, goesOn ? before.since() : clock.instant());
  }
}
