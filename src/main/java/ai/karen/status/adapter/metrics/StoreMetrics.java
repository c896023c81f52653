package ai.karen.status.adapter.metrics;

import ai.karen.store.control.StoreHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Instant;

/** Shows where writes go and what waits. Thread-safe. */
@ApplicationScoped
public class StoreMetrics {
  private final Instruments instruments;
  private final StoreHealth stores;

  /** For the container's client proxy. */
  protected StoreMetrics() {
    this(null, null);
  }

  @Inject
  public StoreMetrics(Instruments instruments, StoreHealth stores) {
    this.instruments = instruments;
    this.stores = stores;
  }

  void register(@Observes Startup event) {
    instruments.gauge(Figure.DATABASE_PRIMARY, () -> stores.condition().isPrimary() ? 1L : 0L);
    instruments.gauge(Figure.JOURNALED, stores::fallbacks);
    instruments.gauge(Figure.JOURNAL_ENTRIES, () -> stores.journal().depth());
    instruments.gauge(Figure.JOURNAL_PARKED, () -> stores.journal().parked());
    instruments.gauge(Figure.JOURNAL_BYTES, () -> stores.journal().bytes());
    instruments.gauge(Figure.JOURNAL_AGE, () -> stores.oldestWait().toSeconds());
    instruments.gauge(Figure.REPLAYED, () -> stores.replays().total());
    instruments.gauge(Figure.LAST_REPLAY, this::lastReplay);
  }

  private Long lastReplay() {
    Instant last = stores.replays().lastAt();
    return last == null ? 0L : last.getEpochSecond();
  }
}
