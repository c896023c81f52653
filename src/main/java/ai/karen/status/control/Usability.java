package ai.karen.status.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderStatus;
import java.util.Set;

/** Whether a provider can be counted on, judged by its live calls alone. */
final class Usability {
  /** Outcomes that stay until the operator acts, although the breaker is closed. */
  private static final Set<String> LASTING =
      Set.of(FailureKind.MISCONFIGURED.word(), FailureKind.EXHAUSTED.word());

  private Usability() {}

  static boolean isUsable(ProviderStatus provider) {
    return whyNot(provider).isEmpty();
  }

  /** A clause that follows the provider's name; empty when it is usable. */
  static String whyNot(ProviderStatus provider) {
    if (provider.fault() != null) {
      return "is not configured";
    }
    if (provider.breaker() == BreakerState.OPEN) {
      return "has an open circuit breaker";
    }
    if (isLasting(provider.lastOutcome())) {
      return "is " + provider.lastOutcome();
    }
    return provider.nextAttempt() == null ? "" : "asked to be left alone for a while";
  }

  private static boolean isLasting(String outcome) {
    return outcome != null && LASTING.contains(outcome);
  }
}
