package ai.karen.status.adapter.metrics;

import ai.karen.health.entity.Cause;
import ai.karen.health.entity.Condition;
import ai.karen.status.control.HealthChecks;
import ai.karen.status.entity.CheckResult;
import ai.karen.store.control.MeetingPoint;
import ai.karen.store.control.StoreHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Shows in which mode each store is, since when, and why. Thread-safe. */
@ApplicationScoped
public class StandingMetrics {
  private final Instruments instruments;
  private final StoreHealth stores;
  private final MeetingPoint redis;
  private final HealthChecks checks;

  /** For the container's client proxy. */
  protected StandingMetrics() {
    this(null, null, null, null);
  }

  @Inject
  public StandingMetrics(
      Instruments instruments, StoreHealth stores, MeetingPoint redis, HealthChecks checks) {
    this.instruments = instruments;
    this.stores = stores;
    this.redis = redis;
    this.checks = checks;
  }

  void register(@Observes Startup event) {
    register("database", StoreHealth.MODES, stores::condition);
    if (redis.isWanted()) {
      register("redis", MeetingPoint.MODES, redis::condition);
    }
  }

  private void register(String store, List<String> modes, Supplier<Condition> condition) {
    for (String mode : modes) {
      instruments.gauge(
          Figure.STORE_MODE, () -> flag(condition.get().mode().equals(mode)), store, mode);
    }
    for (Cause cause : Cause.values()) {
      instruments.gauge(
          Figure.STORE_REASON, () -> flag(condition.get().cause() == cause), store, cause.word());
    }
    instruments.gauge(Figure.STORE_SINCE, () -> since(store), store);
  }

  /** What the store's own check says, so that both tell the same. */
  private long since(String store) {
    return checks.ready().checks().stream()
        .filter(check -> check.name().equals(store))
        .map(StandingMetrics::since)
        .findFirst()
        .orElse(0L);
  }

  private static long since(CheckResult check) {
    String since = check.text("since", null);
    return since == null ? 0 : Instant.parse(since).getEpochSecond();
  }

  private static long flag(boolean holds) {
    return holds ? 1 : 0;
  }
}
