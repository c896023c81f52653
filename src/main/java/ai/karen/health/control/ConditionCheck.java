package ai.karen.health.control;

import ai.karen.health.entity.Condition;
import ai.karen.health.entity.Standing;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

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

  /** What else there is to count, by name; as quick as {@link #condition}. */
  protected Map<String, Long> figures() {
    return Map.of();
  }

  /** What else there is to say, by name; as quick as {@link #condition}. */
  protected Map<String, String> texts() {
    return Map.of();
  }

  @Override
  public HealthCheckResponse call() {
    Standing standing = history.observe(condition());
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named(name)
            .status(standing.condition().serving())
            .withData("mode", standing.condition().mode())
            .withData("since", standing.since().toString())
            .withData("reason", standing.condition().reason());
    figures().forEach(response::withData);
    texts().forEach(response::withData);
    return response.build();
  }
}
