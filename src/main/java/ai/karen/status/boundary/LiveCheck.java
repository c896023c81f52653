package ai.karen.status.boundary;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Startup;

/**
 * Alive and started as soon as it can be asked. Looks at nothing else: a restart would mend neither
 * a provider nor a store.
 */
@Liveness
@Startup
@ApplicationScoped
public class LiveCheck extends ConditionCheck {

  /** For the container's client proxy. */
  protected LiveCheck() {}

  @Inject
  public LiveCheck(Clock clock) {
    super("engine", clock);
  }

  @Override
  protected Condition condition() {
    return Condition.primary();
  }
}
