package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.health.control.TestingClock;
import ai.karen.provider.control.LastResort;
import ai.karen.provider.entity.BreakerState;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final TestingTimer timer = new TestingTimer();
  private final TestingLog log = new TestingLog(BreakerLog.class);
  private final TestingProviders providers =
      new TestingProviders().chain("primary", "openai").healthy("openai");
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger looksAtLife = new AtomicInteger();
  private final Heartbeat heartbeat = heartbeat();

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void requirement2ChecksAreLookedAtEverySecondUntilTheEnd() {
    heartbeat.start(new Startup());
    timer.advance(Duration.ofSeconds(1));
    timer.advance(Duration.ofSeconds(1));
    assertThat(looks).hasValue(3);

    heartbeat.stop(new Shutdown());
    timer.advance(Duration.ofSeconds(1));
    timer.advance(Duration.ofSeconds(1));
    assertThat(looks).hasValue(3);
  }

  /** Else its mode would begin when somebody first asks for it. */
  @Test
  void requirement2TheChecksOfLifeAreLookedAtToo() {
    heartbeat.start(new Startup());
    timer.advance(Duration.ofSeconds(1));

    assertThat(looksAtLife).hasValue(2);
  }

  @Test
  void requirement10OpeningBreakerIsWarnedOf() {
    heartbeat.start(new Startup());
    providers.breaker("openai", BreakerState.OPEN);
    timer.advance(Duration.ofSeconds(1));
    timer.advance(Duration.ofSeconds(1));

    assertThat(log.lines())
        .containsExactly(
            "WARNING The circuit breaker of provider openai has opened; its last outcome was"
                + " transient");
  }

  @Test
  void requirement10FlutteringBreakerIsWarnedOfOnceAMinute() {
    heartbeat.start(new Startup());
    for (int second = 0; second < 10; second++) {
      providers.breaker("openai", second % 2 == 0 ? BreakerState.OPEN : BreakerState.HALF_OPEN);
      timer.advance(Duration.ofSeconds(1));
    }
    providers.breaker("openai", BreakerState.CLOSED);
    timer.advance(Duration.ofSeconds(1));

    assertThat(log.warnings()).hasSize(1);
    assertThat(log.lines()).last().asString().endsWith("openai has closed");
  }

  private Heartbeat heartbeat() {
    Settings settings = TestingConfig.settings();
    DefaultChain chain = new DefaultChain(providers, settings);
    TestingChecks checks =
        new TestingChecks()
            .add(
                () -> HealthCheckResponse.up("check" + looks.incrementAndGet()),
                Readiness.Literal.INSTANCE)
            .add(
                () -> HealthCheckResponse.up("life" + looksAtLife.incrementAndGet()),
                Liveness.Literal.INSTANCE);
    return new Heartbeat(
        timer,
        new HealthChecks(checks),
        new SystemStatusReport(
            new ConnectionHealth(providers, settings),
            new StandIns(chain, new LastResort(settings)),
            new Version(),
            new TestingClock()),
        new BreakerLog(providers, new OncePerMinute(timer)));
  }
}
