package ai.karen.health.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.health.entity.Condition;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ConditionCheckTest {
  private final TestingClock clock = new TestingClock();
  private Condition condition = Condition.primary();
  private final ConditionCheck check =
      new ConditionCheck("providers", clock) {
        @Override
        protected Condition condition() {
          return condition;
        }
      };

  @Test
  void requirement1PartThatAnswersThroughFallbackIsUpAndSaysSo() {
    condition = Condition.fallback("gemini", "openai has an open circuit breaker.");

    HealthCheckResponse response = check.call();

    assertThat(response.getName()).isEqualTo("providers");
    assertThat(response.getStatus()).isEqualTo(Status.UP);
    assertThat(response.getData())
        .contains(
            Map.of(
                "mode", "gemini",
                "since", TestingClock.START.toString(),
                "reason", "openai has an open circuit breaker."));
  }

  @Test
  void requirement1PartThatDoesNotServeIsDown() {
    condition = Condition.failed("The folder is gone.");

    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void requirement2SinceStaysWhileTheModeDoes() {
    check.call();
    clock.advance(Duration.ofMinutes(5));

    assertThat(since()).isEqualTo("2026-01-05T08:00:00Z");
  }

  @Test
  void requirement2SinceIsWhenTheModeWasFirstSeen() {
    check.call();
    clock.advance(Duration.ofMinutes(5));
    condition = Condition.fallback("gemini", "openai is silent.");
    check.call();
    clock.advance(Duration.ofMinutes(1));
    condition = Condition.fallback("gemini", "openai refuses.");

    assertThat(since()).isEqualTo("2026-01-05T08:05:00Z");
  }

  @Test
  void requirement2GoingBackBeginsAnew() {
    condition = Condition.failed("x");
    check.call();
    clock.advance(Duration.ofSeconds(7));
    condition = Condition.primary();

    assertThat(since()).isEqualTo("2026-01-05T08:00:07Z");
  }

  private Object since() {
    return check.call().getData().orElseThrow().get("since");
  }
}
