package ai.karen.provider.control;

import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Tells what a failed stage failed of. */
public final class Failures {
  private static final Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** Whether the breaker let nothing through, so that no call went out. */
  static boolean isRejectedByGuard(Throwable thrown) {
    return cause(thrown) instanceof CircuitBreakerOpenException;
  }

  /**
   * Anything that is not a provider's failure is a defect of ours; the chain goes on all the same.
   */
  public static ProviderFailure of(Throwable thrown) {
    Throwable cause = cause(thrown);
    if (cause instanceof ProviderFailure failure) {
      return failure;
    }
    LOG.log(Level.ERROR, "A provider's adapter failed unexpectedly", cause);
    return ProviderOutage.unreachable("internal error");
  }

  /** What went wrong, out of the wrappings that derived stages put around it. */
  public static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
