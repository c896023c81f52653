package ai.karen.status.adapter.metrics;

import ai.karen.admission.control.Gate;
import ai.karen.admission.entity.RequestRefused;
import ai.karen.provider.control.KnownProvider;
import ai.karen.provider.control.ProviderDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Shows how much is going on, and counts whom the gate refused. Thread-safe. */
@ApplicationScoped
public class LoadMetrics {
  private final Instruments instruments;
  private final Gate gate;
  private final ProviderDirectory providers;

  /** For the container's client proxy. */
  protected LoadMetrics() {
    this(null, null, null);
  }

  @Inject
  public LoadMetrics(Instruments instruments, Gate gate, ProviderDirectory providers) {
    this.instruments = instruments;
    this.gate = gate;
    this.providers = providers;
  }

  void register(@Observes Startup event) {
    instruments.gauge(Figure.IN_FLIGHT, () -> (long) gate.inFlight());
    instruments.gauge(Figure.QUEUED, () -> (long) gate.queued());
    for (KnownProvider known : providers.all()) {
      instruments.gauge(
          Figure.PROVIDER_IN_FLIGHT, () -> (long) known.health().inFlight(), known.id());
    }
  }

  void count(@Observes RequestRefused refused) {
    instruments.counter(Figure.REFUSED, refused.reason()).inc();
  }
}
