package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
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

  @Test
  void aHundredCallersAtTheHalfOpenMomentAreNoMoreTrialsThanConfigured() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));
    ask(chain, MORE_THAN_ITS_WINDOW);
    int before = chain.first().requests().size();
    Behaviour busy = Behaviours.error(503, "overloaded", "busy");
    chain.first().always(Behaviours.delayed(Duration.ofMillis(300), busy));
    waitForTrials();
    long start = System.nanoTime();

    askAtOnce(chain, 100);

    long rounds = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(chain.first().requests().size() - before).isBetween(1, (int) (2 * rounds));
    chain.first().always(Behaviours.answer("Well again."));
    waitForTrials();
    ask(chain, 2);
    assertThat(SharedEngine.client().post("/v1/chat/completions", chain.ask(false)).body())
        .as("never stuck half open")
        .contains("Well again.");
  }

  /** The server's own clock can't be turned from here. */
  private static void waitForTrials() {
    LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
  }

  private static void ask(ScriptedChain chain, int times) {
    for (int call = 0; call < times; call++) {
      askOnce(chain);
    }
  }

  private static void askAtOnce(ScriptedChain chain, int callers) {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Callable<Integer>> calls = Collections.nCopies(callers, () -> askOnce(chain));
      for (Future<Integer> status : threads.invokeAll(calls)) {
        assertThat(status.get()).isEqualTo(200);
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int askOnce(ScriptedChain chain) {
    return SharedEngine.client().post("/v1/chat/completions", chain.ask(true)).statusCode();
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
