package ai.karen.provider.control;

import ai.karen.problem.entity.Causes;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Tells what a failed stage failed of. */
public final class Failures {
  private static final Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** Whether the breaker let nothing through, so that no call went out. */
  static boolean isRejectedByGuard(Throwable thrown) {
    return Causes.of(thrown) instanceof CircuitBreakerOpenException;
  }

  /**
   * Anything that is not a provider's failure is a defect of ours; the chain goes on all the same.
   */
  public static ProviderFailure of(Throwable thrown) {
    Throwable cause = Causes.of(thrown);
    if (cause instanceof ProviderFailure failure) {
      return failure;
    }
    LOG.log(Level.ERROR, "A provider's adapter failed unexpectedly", cause);
    return ProviderOutage.unreachable("internal error");
  }
}
