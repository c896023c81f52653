package ai.karen.health.control;

import ai.karen.health.entity.Condition;
import ai.karen.health.entity.Standing;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * A MicroProfile health check over a {@link Condition}. A component contributes one by extending
 * this with a bean in its own boundary, qualified with {@code @Readiness}. Thread-safe where {@link
 * #condition} is.
 */
public abstract class ConditionCheck implements HealthCheck {
  private final String name;
  private final ConditionHistory history;

  /** For the container's client proxy. */
  protected ConditionCheck() {
    this.name = null;
    this.history = null;
  }

  protected ConditionCheck(String name, Clock clock) {
    this.name = name;
    this.history = new ConditionHistory(clock);
  }

  /** How it is now. Asked every second: must neither block nor call out. */
  protected abstract Condition condition();

  @Override
  public HealthCheckResponse call() {
    Standing standing = history.observe(condition());
    return HealthCheckResponse.named(name)
        .status(standing.condition().serving())
        .withData("mode", standing.condition().mode())
        .withData("since", standing.since().toString())
        .withData("reason", standing.condition().reason())
        .build();
  }
}
