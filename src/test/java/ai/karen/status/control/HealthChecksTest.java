package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
  private final TestingChecks beans = new TestingChecks();
  private final HealthChecks checks = new HealthChecks(beans);

  @Test
  void requirement1LiveAsksNoReadinessCheck() {
    beans.add(() -> HealthCheckResponse.up("engine"), Liveness.Literal.INSTANCE);
    beans.add(() -> HealthCheckResponse.down("store"), Readiness.Literal.INSTANCE);

    assertThat(checks.live().isUp()).isTrue();
    assertThat(checks.live().checks()).extracting(CheckResult::name).containsExactly("engine");
    assertThat(checks.ready().isUp()).isFalse();
    assertThat(checks.started().checks()).isEmpty();
  }

  @Test
  void requirement1AllKindsTellEachCheckOnce() {
    beans.add(
        () -> HealthCheckResponse.up("engine"),
        Liveness.Literal.INSTANCE,
        Startup.Literal.INSTANCE);
    beans.add(() -> HealthCheckResponse.down("store"), Readiness.Literal.INSTANCE);

    HealthReport all = checks.all();

    assertThat(all.isUp()).isFalse();
    assertThat(all.checks()).extracting(CheckResult::name).containsExactly("engine", "store");
  }

  @Test
  void requirement3CheckThatThrowsIsDownWithASentence() {
    beans.add(new Exploding(), Readiness.Literal.INSTANCE);

    CheckResult result = checks.ready().checks().get(0);

    assertThat(result.name()).isEqualTo("Exploding");
    assertThat(result.up()).isFalse();
    assertThat(result.text("reason", "")).endsWith(".").doesNotContain("boom", "Exception");
  }

  private static final class Exploding implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
      throw new IllegalStateException("boom");
    }
  }
}
