package ai.karen.status.adapter.metrics;

import ai.karen.health.entity.Condition;
import ai.karen.store.control.MeetingPoint;
import ai.karen.store.entity.SharedMemoryAsked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;

/** Shows whether Redis is in use, and counts what it was asked. Thread-safe. */
@ApplicationScoped
public class StoreMetrics {
  private static final String REDIS = "redis";

  private final Instruments instruments;
  private final MeetingPoint redis;

  /** For the container's client proxy. */
  protected StoreMetrics() {
    this(null, null);
  }

  @Inject
  public StoreMetrics(Instruments instruments, MeetingPoint redis) {
    this.instruments = instruments;
    this.redis = redis;
  }

  void register(@Observes Startup event) {
    if (redis.isWanted()) {
      for (String mode : List.of(Condition.PRIMARY, MeetingPoint.MEMORY)) {
        instruments.gauge(Figure.STORE_MODE, () -> isIn(mode), REDIS, mode);
      }
    }
  }

  void count(@Observes SharedMemoryAsked asked) {
    if (asked.fellBack()) {
      instruments.counter(Figure.STORE_FALLBACKS, REDIS).inc();
    }
    if (asked.latency() != null) {
      String outcome = asked.fellBack() ? "fallback" : "ok";
      instruments.timer(Figure.STORE_CALL_DURATION, REDIS, outcome).update(asked.latency());
    }
  }

  private long isIn(String mode) {
    return redis.condition().mode().equals(mode) ? 1 : 0;
  }
}
