package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Circuit breakers on the running server, of an annotated adapter and of a configured one. */
class BreakerIT {
  private static final String ASK_OPENAI =
      "{\"model\":\"openai/some-model\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final int MORE_THAN_ITS_WINDOW = 16;

  @Test
  void theAnnotatedBreakerOpensAfterItsVolumeAndSavesTheProviderFurtherCalls() {
    SharedEngine.openAi().always(Behaviours.error(503, "overloaded", "busy"));

    for (int call = 0; call < MORE_THAN_ITS_WINDOW; call++) {
      SharedEngine.client().post("/v1/chat/completions", ASK_OPENAI);
    }

    assertThat(SharedEngine.openAi().requests()).hasSize(10);
    assertThat(metric("karen_provider_breaker_state", "provider=\"openai\"", "state=\"open\""))
        .isEqualTo(1);
    assertThat(
            metric(
                "ft_circuitbreaker_calls_total",
                "ai.karen.provider.adapter.openai.OpenAiProvider.chat",
                "circuitBreakerResult=\"failure\""))
        .as("what the guard itself counted; it tells that it is open only when it is called again")
        .isEqualTo(10);
  }

  @Test
  void theBreakerOfAnExtraProviderOpensAsWell() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));

    for (int call = 0; call < MORE_THAN_ITS_WINDOW; call++) {
      assertThat(SharedEngine.client().post("/v1/chat/completions", chain.ask(false)).statusCode())
          .isEqualTo(200);
    }

    assertThat(chain.first().requests()).hasSize(10);
    assertThat(chain.second().requests()).hasSize(MORE_THAN_ITS_WINDOW);
  }

  private static double metric(String name, String... labels) {
    return SharedEngine.client()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
