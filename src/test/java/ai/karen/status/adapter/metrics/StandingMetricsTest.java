package ai.karen.status.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.control.TestingClock;
import ai.karen.health.entity.Cause;
import ai.karen.health.entity.Condition;
import ai.karen.status.control.HealthChecks;
import ai.karen.status.control.TestingChecks;
import ai.karen.store.control.MeetingPoint;
import ai.karen.store.control.StoreHealth;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandingMetricsTest {
  private static final String STORE = "store";

  private final TestingClock clock = new TestingClock();
  private final TestingRegistry registry = new TestingRegistry("application");
  private final HealthChecks checks =
      new HealthChecks(new TestingChecks().add(new Check(), Readiness.Literal.INSTANCE));
  private Condition condition = Condition.primary();
  private boolean wanted;

  @BeforeEach
  void register() {
    new StandingMetrics(new Instruments(registry.registry()), new Health(), new Meeting(), checks)
        .register(new Startup());
    checks.ready();
  }

  @Test
  void requirement7TheModeIsTheOneOfItsFewThatIsOne() {
    assertThat(mode("primary")).isEqualTo(1L);
    condition = Condition.fallback("journal", "It is not there.", Cause.UNREACHED);
    assertThat(mode("primary")).isEqualTo(0L);
    assertThat(mode("journal")).isEqualTo(1L);
    assertThat(registry.series("karen_store_mode")).isEqualTo(StoreHealth.MODES.size());
  }

  @Test
  void requirement7TheReasonIsAWordAndNoSentence() {
    assertThat(reason(Cause.NONE)).isEqualTo(1L);
    condition = Condition.fallback("journal", "It is not there.", Cause.SILENT);
    assertThat(Arrays.stream(Cause.values()).filter(cause -> reason(cause).longValue() == 1))
        .containsExactly(Cause.SILENT);
    assertThat(registry.series("karen_store_reason")).isEqualTo(Cause.values().length);
  }

  @Test
  void requirement7SinceIsWhenTheModeBegan() {
    assertThat(since()).isEqualTo(clock.instant().getEpochSecond());
    clock.advance(Duration.ofMinutes(1));
    condition = Condition.fallback("journal", "It is not there.", Cause.UNREACHED);
    long began = clock.instant().getEpochSecond();
    assertThat(since()).isEqualTo(began);
    clock.advance(Duration.ofMinutes(1));
    condition = Condition.fallback("journal", "It says nothing.", Cause.SILENT);
    assertThat(since()).isEqualTo(began);
  }

  @Test
  void requirement7ARedisThatNobodyWantsIsNotShown() {
    assertThat(registry.holds("karen_store_mode", STORE, "redis", "mode", "memory")).isFalse();
    wanted = true;
    register();
    assertThat(registry.holds("karen_store_mode", STORE, "redis", "mode", "memory")).isTrue();
  }

  private Number mode(String mode) {
    return registry.gauge("karen_store_mode", STORE, "database", "mode", mode);
  }

  private Number reason(Cause cause) {
    return registry.gauge("karen_store_reason", STORE, "database", "reason", cause.word());
  }

  private Number since() {
    return registry.gauge("karen_store_since_timestamp_seconds", STORE, "database");
  }

  private final class Check extends ConditionCheck {
    private Check() {
      super("database", clock);
    }

    @Override
    protected Condition condition() {
      return condition;
    }
  }

  private final class Health extends StoreHealth {
    @Override
    public Condition condition() {
      return condition;
    }
  }

  private final class Meeting implements MeetingPoint {
    @Override
    public boolean isWanted() {
      return wanted;
    }

    @Override
    public Condition condition() {
      return Condition.primary();
    }
  }
}
