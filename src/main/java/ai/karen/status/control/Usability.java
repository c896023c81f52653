package ai.karen.status.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a provider can be counted on, judged by its live calls alone. */
final class Usability {
  /** Outcomes that stay until the operator acts, although the breaker is closed. */
  private static final Set<String> LASTING =
      Set.of(FailureKind.MISCONFIGURED.word(), FailureKind.EXHAUSTED.word());

  /** Outcomes that say nobody was there. */
  private static final Set<String> OUTAGES =
      Set.of(FailureKind.TRANSIENT.word(), FailureKind.SILENT.word());

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
    if (hasNeverAnswered(provider)) {
      return "has not answered yet";
    }
    return provider.nextAttempt() == null ? "" : "asked to be left alone for a while";
  }

  /** A sentence's end that says of each why it is not usable. */
  static String reasons(List<ProviderStatus> unusable) {
    return unusable.stream()
        .map(provider -> provider.id() + " " + whyNot(provider))
        .collect(Collectors.joining("; ", "", "."));
  }

  /**
   * Asked, and in vain so far: the breaker opens only after several calls, but an Ollama that
   * nobody installed is no primary until then.
   */
  static boolean hasNeverAnswered(ProviderStatus provider) {
    return provider.lastLatencyMillis() == null
        && provider.lastOutcome() != null
        && OUTAGES.contains(provider.lastOutcome());
  }

  private static boolean isLasting(String outcome) {
    return outcome != null && LASTING.contains(outcome);
  }
}
