package ai.karen.admission.boundary;

import ai.karen.admission.control.Gate;
import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.health.Readiness;

/** Down from the moment at which the engine is told to end, so that nobody sends it more. */
@Readiness
@ApplicationScoped
public class AdmissionCheck extends ConditionCheck {
  private final Gate gate;

  /** For the container's client proxy. */
  protected AdmissionCheck() {
    this.gate = null;
  }

  @Inject
  public AdmissionCheck(Gate gate, Clock clock) {
    super("admission", clock);
    this.gate = gate;
  }

  @Override
  protected Condition condition() {
    return gate.isClosed()
        ? new Condition(false, "draining", "The engine is shutting down; what runs may finish.")
        : Condition.primary();
  }
}
