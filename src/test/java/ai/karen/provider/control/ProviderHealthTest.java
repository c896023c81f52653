package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderHealthTest {
  private final TestingTimer timer = new TestingTimer();
  private final ProviderHealth health = health(new TestingProvider("vendor"));

  @ParameterizedTest
  @EnumSource(names = {"TRANSIENT", "SILENT", "BROKEN_STREAM"})
  void onlyOutagesCountAgainstTheProvider(FailureKind kind) {
    for (int call = 0; call < BreakerLimits.DEFAULT.volume(); call++) {
      health.failed(admitted(), new ProviderOutage(kind, 0, "unwell"));
    }

    assertThat(health.isAvailable()).isFalse();
    assertThat(health.status().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(health.status().nextAttempt()).isEqualTo(Instant.EPOCH.plusSeconds(5));
  }

  @Test
  void anOpenBreakerWhoseDelayIsOverIsTriedWithTheNextQuestion() {
    health.rejectedByGuard(admitted());
    timer.advance(BreakerLimits.DEFAULT.delay());

    assertThat(health.isAvailable()).isTrue();
    assertThat(health.status().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(health.status().nextAttempt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void whoseTrialsAllRunIsNotAvailable() {
    health.rejectedByGuard(admitted());
    timer.advance(BreakerLimits.DEFAULT.delay());
    admitted();
    Admission trial = admitted();

    assertThat(health.isAvailable()).isFalse();
    health.succeeded(trial, Duration.ofMillis(30));
    assertThat(health.isAvailable()).as("all trials are given out").isFalse();
    assertThat(health.timeToNextAttempt()).isZero();
  }

  @Test
  void nothingHoldsAHealthyOneBack() {
    assertThat(health.status().nextAttempt()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"RATE_LIMITED", "MISCONFIGURED", "TOO_LONG", "REJECTED", "INVALID", "CANCELLED"})
  void refusalsDoNot(FailureKind kind) {
    for (int call = 0; call < BreakerLimits.DEFAULT.volume(); call++) {
      health.failed(admitted(), new ProviderRefusal(kind, 400, null, "refused", null));
    }

    assertThat(health.isAvailable()).isTrue();
  }

  @Test
  void aRetryNeedsAClosedBreaker() {
    assertThat(health.takeRetry()).isTrue();
    health.rejectedByGuard(admitted());

    assertThat(health.takeRetry()).isFalse();
  }

  @Test
  void theLastErrorIsKeptWhenTheProviderIsWellAgain() {
    health.failed(admitted(), ProviderOutage.unreachable("connection reset"));
    health.succeeded(admitted(), Duration.ofMillis(30));

    assertThat(health.status().lastOutcome()).isEqualTo("ok");
    assertThat(health.status().lastError()).isEqualTo("connection reset");
    assertThat(health.status().lastLatencyMillis()).isEqualTo(30);
  }

  @Test
  void whoIsNotConfiguredIsNotAvailable() {
    ProviderHealth keyless = health(new TestingProvider("vendor").unconfigured());

    assertThat(keyless.isAvailable()).isFalse();
    assertThat(keyless.status().fault()).isEqualTo("no key");
  }

  @Test
  void theTimeToTheNextAttemptIsTheLongerOfCoolDownAndBreaker() {
    Admission other = admitted();
    health.rejectedByGuard(admitted());
    health.failed(other, new ProviderRefusal(FailureKind.EXHAUSTED, 402, null, "no credit", null));

    assertThat(health.timeToNextAttempt()).isEqualTo(ProviderHealth.EXHAUSTED_REST);
  }

  private Admission admitted() {
    return health.admit().orElseThrow();
  }

  private ProviderHealth health(TestingProvider provider) {
    return new ProviderHealth(provider.profile(), timer, TestingClocks.STANDING);
  }
}
