package ai.karen.status.boundary;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import ai.karen.status.control.ModelAvailability;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.health.Readiness;

/** Up while somebody can answer; the mode names who would. */
@Readiness
@ApplicationScoped
public class ProvidersCheck extends ConditionCheck {
  private final ModelAvailability availability;

  /** For the container's client proxy. */
  protected ProvidersCheck() {
    this.availability = null;
  }

  @Inject
  public ProvidersCheck(ModelAvailability availability, Clock clock) {
    super("providers", clock);
    this.availability = availability;
  }

  @Override
  protected Condition condition() {
    return availability.condition();
  }
}
