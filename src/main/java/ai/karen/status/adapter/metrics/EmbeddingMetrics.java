package ai.karen.status.adapter.metrics;

import ai.karen.provider.control.KnownProvider;
import ai.karen.provider.control.ProviderDirectory;
import ai.karen.provider.entity.BreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Shows the circuit breaker that each provider's embeddings have besides. Thread-safe. */
@ApplicationScoped
public class EmbeddingMetrics {
  private final Instruments instruments;
  private final ProviderDirectory providers;

  /** For the container's client proxy. */
  protected EmbeddingMetrics() {
    this(null, null);
  }

  @Inject
  public EmbeddingMetrics(Instruments instruments, ProviderDirectory providers) {
    this.instruments = instruments;
    this.providers = providers;
  }

  void register(@Observes Startup event) {
    for (KnownProvider known : providers.all()) {
      for (BreakerState state : BreakerState.values()) {
        instruments.gauge(
            Figure.EMBEDDING_BREAKER,
            () -> known.health().embeddingState() == state ? 1L : 0L,
            known.id(),
            state.word());
      }
    }
  }
}
