package ai.karen.status.adapter.metrics;

import ai.karen.provider.control.ProviderStatusReport;
import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.ProviderStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Shows each provider's circuit breaker: 1 for the state it is in, 0 for the others. */
@ApplicationScoped
public class BreakerMetrics {
  private final Instruments instruments;
  private final ProviderStatusReport report;

  /** For the container's client proxy. */
  protected BreakerMetrics() {
    this(null, null);
  }

  @Inject
  public BreakerMetrics(Instruments instruments, ProviderStatusReport report) {
    this.instruments = instruments;
    this.report = report;
  }

  /** Which providers there are is settled at the start. */
  void register(@Observes Startup event) {
    for (ProviderStatus provider : report.providers()) {
      for (BreakerState state : BreakerState.values()) {
        instruments.gauge(
            Figure.BREAKER, () -> isIn(provider.id(), state), provider.id(), state.word());
      }
    }
  }

  private long isIn(String provider, BreakerState state) {
    return report.providers().stream()
            .anyMatch(each -> each.id().equals(provider) && each.breaker() == state)
        ? 1
        : 0;
  }
}
