package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.health.entity.Condition;
import ai.karen.provider.control.LastResort;
import ai.karen.provider.entity.BreakerState;
import org.junit.jupiter.api.Test;

class ModelAvailabilityTest {
  private final TestingProviders providers =
      new TestingProviders()
          .chain("primary", "openai", "gemini/pro", "ollama")
          .chain("own", "ollama")
          .healthy("openai", "gemini", "ollama");

  @Test
  void requirement2FirstConfiguredProviderIsPrimaryMode() {
    providers.unconfigured("openai");

    assertThat(condition()).isEqualTo(Condition.primary());
  }

  @Test
  void requirement2HalfOpenBreakerLetsThePrimaryBeAsked() {
    providers.breaker("openai", BreakerState.HALF_OPEN);

    assertThat(condition()).isEqualTo(Condition.primary());
  }

  @Test
  void requirement2ModeIsTheProviderThatWouldAnswerNow() {
    providers.breaker("openai", BreakerState.OPEN);

    assertThat(condition())
        .isEqualTo(
            Condition.fallback("gemini", "openai has an open circuit breaker; gemini answers."));
  }

  @Test
  void requirement2ProviderThatRefusesTheKeyIsNotCountedOn() {
    providers.lastOutcome("openai", "misconfigured").coolingDown("gemini");

    assertThat(condition().mode()).isEqualTo("ollama");
    assertThat(condition().reason()).startsWith("openai is misconfigured");
  }

  @Test
  void requirement2ProviderThatWasAskedInVainIsNoPrimary() {
    providers.neverAnswered("openai");

    assertThat(condition().reason()).isEqualTo("openai has not answered yet; gemini answers.");
  }

  @Test
  void requirement2LastResortIsUpAndNamed() {
    providers.breaker("openai", BreakerState.OPEN);
    providers.breaker("gemini", BreakerState.OPEN);
    providers.unconfigured("ollama");

    assertThat(condition().serving()).isTrue();
    assertThat(condition().mode()).isEqualTo("extractive");
    assertThat(condition().reason())
        .isEqualTo(
            "No provider of the chain primary can be counted on now: openai has an open circuit"
                + " breaker; gemini has an open circuit breaker. The last resort answers.");
  }

  @Test
  void requirement2NothingConfiguredSaysSo() {
    assertThat(condition("karen.default-chain", "absent").reason())
        .isEqualTo("No provider of the chain absent is configured. The last resort answers.");
  }

  @Test
  void requirement2WithoutLastResortNobodyIsDown() {
    providers.breaker("ollama", BreakerState.OPEN);

    Condition condition = condition("karen.default-chain", "own", "karen.last-resort", "none");

    assertThat(condition.serving()).isFalse();
    assertThat(condition.reason()).contains("chain own");
  }

  private Condition condition(String... keysAndValues) {
    Settings settings = TestingConfig.settings(keysAndValues);
    return new ModelAvailability(new DefaultChain(providers, settings), new LastResort(settings))
        .condition();
  }
}
