package ai.karen.status.boundary;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import ai.karen.store.control.StoreHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;

/** Up while what is written lasts somewhere, be it in the journal. */
@Readiness
@ApplicationScoped
public class DatabaseCheck extends ConditionCheck {
  private final StoreHealth stores;

  /** For the container's client proxy. */
  protected DatabaseCheck() {
    this.stores = null;
  }

  @Inject
  public DatabaseCheck(StoreHealth stores, Clock clock) {
    super("database", clock);
    this.stores = stores;
  }

  @Override
  protected Condition condition() {
    return stores.condition();
  }

  @Override
  protected Map<String, Long> figures() {
    return Map.of(
        "journal_depth", stores.journal().depth(),
        "journal_oldest_seconds", stores.oldestWait().toSeconds(),
        "journal_parked", stores.journal().parked(),
        "replayed", stores.replays().total());
  }

  @Override
  protected Map<String, String> texts() {
    return stores.replays().lastAt() == null
        ? Map.of()
        : Map.of("last_replay", stores.replays().lastAt().toString());
  }
}
