package ai.karen.status.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.health.entity.Condition;
import ai.karen.store.control.MeetingPoint;
import ai.karen.store.entity.SharedMemoryAsked;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisMetricsTest {
  private static final Duration LATENCY = Duration.ofMillis(7);

  private final TestingRegistry registry = new TestingRegistry("application");
  private final TestingMeetingPoint redis = new TestingMeetingPoint();
  private final RedisMetrics metrics =
      new RedisMetrics(new Instruments(registry.registry()), redis);

  @Test
  void requirement5WhetherRedisIsInUseIsShown() {
    metrics.register(new Startup());
    assertThat(registry.gauge("karen_redis_primary")).isEqualTo(1L);
    redis.condition = Condition.fallback(MeetingPoint.MEMORY, "For this test.");
    assertThat(registry.gauge("karen_redis_primary")).isEqualTo(0L);
  }

  @Test
  void requirement5WhereItIsNotWantedNothingIsShown() {
    redis.wanted = false;
    metrics.register(new Startup());
    assertThat(registry.series("karen_redis_primary")).isZero();
  }

  @Test
  void requirement5FallbacksAreCountedAndWaitsAreMeasured() {
    metrics.count(new SharedMemoryAsked(false, LATENCY));
    metrics.count(new SharedMemoryAsked(true, LATENCY));
    metrics.count(new SharedMemoryAsked(true, null));
    assertThat(registry.count("karen_redis_fallbacks_total")).isEqualTo(2);
    assertThat(waited("ok")).isEqualTo(LATENCY);
    assertThat(waited("fallback")).isEqualTo(LATENCY);
  }

  private Duration waited(String outcome) {
    return registry.elapsed("karen_redis_call_duration_seconds", "outcome", outcome);
  }

  private static final class TestingMeetingPoint implements MeetingPoint {
    private boolean wanted = true;
    private Condition condition = Condition.primary();

    @Override
    public boolean isWanted() {
      return wanted;
    }

    @Override
    public Condition condition() {
      return condition;
    }
  }
}
