package ai.karen.status.adapter.metrics;

import ai.karen.store.control.MeetingPoint;
import ai.karen.store.entity.SharedMemoryAsked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Shows whether Redis is in use, and counts what it was asked. Thread-safe. */
@ApplicationScoped
public class RedisMetrics {
  private final Instruments instruments;
  private final MeetingPoint redis;

  /** For the container's client proxy. */
  protected RedisMetrics() {
    this(null, null);
  }

  @Inject
  public RedisMetrics(Instruments instruments, MeetingPoint redis) {
    this.instruments = instruments;
    this.redis = redis;
  }

  void register(@Observes Startup event) {
    if (redis.isWanted()) {
      instruments.gauge(Figure.REDIS_PRIMARY, () -> redis.condition().isPrimary() ? 1L : 0L);
    }
  }

  void count(@Observes SharedMemoryAsked asked) {
    if (asked.fellBack()) {
      instruments.counter(Figure.REDIS_FALLBACKS).inc();
    }
    if (asked.latency() != null) {
      String outcome = asked.fellBack() ? "fallback" : "ok";
      instruments.timer(Figure.REDIS_CALL_DURATION, outcome).update(asked.latency());
    }
  }
}
