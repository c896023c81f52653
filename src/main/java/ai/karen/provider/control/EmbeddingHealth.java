package ai.karen.provider.control;

import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.ProviderOutage;
import java.time.Duration;
import java.util.Optional;

/**
 * A provider's embeddings have a breaker of their own, because a provider that can't chat may well
 * embed; its calls count with all others. Thread-safe.
 */
final class EmbeddingHealth {
  private final BreakerView breaker;
  private final Concurrency calls;

  EmbeddingHealth(BreakerView breaker, Concurrency calls) {
    this.breaker = breaker;
    this.calls = calls;
  }

  BreakerState state() {
    return breaker.state();
  }

  /** How long nobody is let through; zero when somebody may be. */
  Duration timeToTrial() {
    return Duration.ofNanos(breaker.nanosToTrial());
  }

  /** Takes the right to one call, which {@link #ended} follows. */
  Optional<Admission> admit() {
    if (!calls.take()) {
      return Optional.empty();
    }
    Optional<Admission> admission = breaker.admit();
    if (admission.isEmpty()) {
      calls.giveBack();
    }
    return admission;
  }

  /**
   * @param thrown null when the call succeeded
   */
  void ended(Admission admission, Throwable thrown) {
    calls.giveBack();
    if (thrown == null) {
      breaker.succeeded(admission);
    } else if (Failures.isRejectedByGuard(thrown)) {
      breaker.rejected(admission);
    } else if (Failures.of(thrown).isNoEvidence()) {
      breaker.withdrawn(admission);
    } else if (Failures.of(thrown) instanceof ProviderOutage) {
      breaker.failed(admission);
    } else {
      breaker.succeeded(admission);
    }
  }
}
