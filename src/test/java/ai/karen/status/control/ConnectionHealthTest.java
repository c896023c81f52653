package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.health.entity.Condition;
import org.junit.jupiter.api.Test;

class ConnectionHealthTest {
  private final TestingProviders providers = new TestingProviders();

  @Test
  void anOllamaThatNobodyInstalledIsNoLostConnection() {
    providers.neverAnswered("ollama");

    assertThat(connections().isKnown()).isFalse();
  }

  @Test
  void itIsOneWhereTheOperatorSaysWhereItIs() {
    providers.neverAnswered("ollama");

    assertThat(connections("OLLAMA_HOST", "http://127.0.0.1:11434").condition())
        .isEqualTo(Condition.failed("ollama has not answered yet."));
    assertThat(connections("karen.providers.ollama.base-url", "http://gpu:11434").isKnown())
        .isTrue();
  }

  @Test
  void itCountsOnceItWasThere() {
    providers.lastOutcome("ollama", "misconfigured").healthy("openai");

    assertThat(connections().condition())
        .isEqualTo(Condition.fallback("partial", "ollama is misconfigured."));
  }

  @Test
  void aVendorThatHasNotAnsweredYetIsALostConnection() {
    providers.neverAnswered("openai");

    assertThat(connections().condition().serving()).isFalse();
  }

  private ConnectionHealth connections(String... keysAndValues) {
    return new ConnectionHealth(providers, TestingConfig.settings(keysAndValues));
  }
}
