package ai.karen.status.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.Usage;
import ai.karen.status.control.TestingProviders;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptMetricsTest {
  private final TestingRegistry registry = new TestingRegistry("application");
  private final Instruments instruments = new Instruments(registry.registry());

  @Test
  void requirement5AttemptIsCountedByProviderAndOutcome() {
    AttemptMetrics metrics = new AttemptMetrics(instruments);
    metrics.count(attempt("ok", Duration.ofMillis(80), new Usage(10, 20)));
    metrics.count(attempt("silent", null, Usage.NONE));

    assertThat(count("ok")).isEqualTo(1);
    assertThat(count("silent")).isEqualTo(1);
    assertThat(registry.elapsed("karen_provider_first_token_seconds", "provider", "openai"))
        .isEqualTo(Duration.ofMillis(80));
    assertThat(tokens("prompt")).isEqualTo(10);
    assertThat(tokens("completion")).isEqualTo(20);
  }

  @Test
  void eventsThatCouldNotBeReadAreCountedByProvider() {
    new AttemptMetrics(instruments).count(attempt("ok", null, Usage.NONE));

    assertThat(registry.count("karen_provider_malformed_events_total", "provider", "openai"))
        .isEqualTo(3);
  }

  @Test
  void requirement5TokensThatNobodyCountedAreNotShownAsZero() {
    new AttemptMetrics(instruments).count(attempt("ok", null, Usage.NONE));

    assertThat(registry.series("karen_tokens_total")).isZero();
  }

  @Test
  void requirement5BreakerShowsOneForItsState() {
    TestingProviders providers = new TestingProviders().healthy("openai");
    new BreakerMetrics(instruments, providers).register(new Startup());
    providers.breaker("openai", BreakerState.HALF_OPEN);

    assertThat(breaker("closed")).isEqualTo(0L);
    assertThat(breaker("open")).isEqualTo(0L);
    assertThat(breaker("half_open")).isEqualTo(1L);
  }

  private long count(String outcome) {
    return registry.count(
        "karen_provider_attempts_total", "provider", "openai", "outcome", outcome);
  }

  private long tokens(String direction) {
    return registry.count(
        "karen_tokens_total", "provider", "openai", "chain", "primary", "direction", direction);
  }

  private Number breaker(String state) {
    return registry.gauge("karen_provider_breaker_state", "provider", "openai", "state", state);
  }

  private static AttemptEnded attempt(String outcome, Duration firstToken, Usage usage) {
    return new AttemptEnded(
        "r", "primary", "openai", "gpt", outcome, Duration.ofMillis(900), firstToken, usage, 3);
  }
}
