package ai.karen.status.adapter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.QuestionEnded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuestionMetricsTest {
  private final TestingRegistry registry = new TestingRegistry("application");
  private final QuestionMetrics metrics = new QuestionMetrics(new Instruments(registry.registry()));

  @Test
  void requirement5QuestionIsCountedWithItsLatencies() {
    metrics.count(answered("openai", "gpt", false));
    metrics.count(answered("openai", "gpt", false));

    String[] labels = {"chain", "primary", "outcome", "ok", "streaming", "true"};
    assertThat(registry.count("karen_requests_total", labels)).isEqualTo(2);
    assertThat(registry.elapsed("karen_request_duration_seconds", labels))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(
            registry.elapsed(
                "karen_time_to_first_token_seconds", "chain", "primary", "provider", "openai"))
        .isEqualTo(Duration.ofMillis(600));
    assertThat(registry.series("karen_fallbacks_total")).isZero();
  }

  @Test
  void requirement5FallbackTellsWhoAnsweredInstead() {
    metrics.count(answered("gemini", "gem", true));

    assertThat(registry.count("karen_fallbacks_total", "chain", "primary", "provider", "gemini"))
        .isEqualTo(1);
  }

  @Test
  void requirement5StreamThatBrokeAndWasCompletedIsCounted() {
    metrics.count(answered("gemini", "gem", true, true));
    metrics.count(answered("gemini", "gem", true, false));

    assertThat(registry.count("karen_streams_resumed_total", "chain", "primary", "outcome", "ok"))
        .isEqualTo(1);
  }

  @Test
  void requirement5QuestionWithoutAnswerHasNoProvider() {
    metrics.count(
        new QuestionEnded(
            "r",
            "primary",
            null,
            null,
            false,
            "exhausted",
            3,
            true,
            false,
            Duration.ofSeconds(1),
            null));

    assertThat(
            registry.count(
                "karen_requests_total",
                "chain",
                "primary",
                "outcome",
                "exhausted",
                "streaming",
                "false"))
        .isEqualTo(1);
    assertThat(registry.series("karen_answers_total")).isZero();
    assertThat(registry.series("karen_fallbacks_total")).isZero();
  }

  @Test
  void requirement5ModelNamesAreBounded() {
    for (int model = 0; model < 300; model++) {
      metrics.count(answered("openai", "model-" + model, false));
    }

    assertThat(registry.series("karen_answers_total")).isEqualTo(201);
    assertThat(
            registry.count(
                "karen_answers_total", "chain", "primary", "provider", "openai", "model", "other"))
        .isEqualTo(100);
  }

  @Test
  void requirement5RegistryIsAskedOncePerSeries() {
    metrics.count(answered("openai", "gpt", false));
    int first = registry.lookups();
    metrics.count(answered("openai", "gpt", false));

    assertThat(registry.lookups()).isEqualTo(first);
  }

  private static QuestionEnded answered(String provider, String model, boolean degraded) {
    return answered(provider, model, degraded, false);
  }

  private static QuestionEnded answered(
      String provider, String model, boolean degraded, boolean resumed) {
    return new QuestionEnded(
        "r",
        "primary",
        provider,
        model,
        true,
        "ok",
        1,
        degraded,
        resumed,
        Duration.ofSeconds(2),
        Duration.ofMillis(300));
  }
}
