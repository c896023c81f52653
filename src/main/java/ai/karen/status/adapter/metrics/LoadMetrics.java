package ai.karen.status.adapter.metrics;

import ai.karen.admission.control.Door;
import ai.karen.admission.entity.RequestRefused;
import ai.karen.provider.control.KnownProvider;
import ai.karen.provider.control.ProviderDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Shows how much is going on, and counts whom the door refused. Thread-safe. */
@ApplicationScoped
public class LoadMetrics {
  private final Instruments instruments;
  private final Door door;
  private final ProviderDirectory providers;

  /** For the container's client proxy. */
  protected LoadMetrics() {
    this(null, null, null);
  }

  @Inject
  public LoadMetrics(Instruments instruments, Door door, ProviderDirectory providers) {
    this.instruments = instruments;
    this.door = door;
    this.providers = providers;
  }

  void register(@Observes Startup event) {
    instruments.gauge(Figure.IN_FLIGHT, () -> (long) door.inFlight());
    instruments.gauge(Figure.QUEUED, () -> (long) door.queued());
    for (KnownProvider known : providers.all()) {
      instruments.gauge(
          Figure.PROVIDER_IN_FLIGHT, () -> (long) known.health().inFlight(), known.id());
    }
  }

  void count(@Observes RequestRefused refused) {
    instruments.counter(Figure.REFUSED, refused.reason()).inc();
  }
}
