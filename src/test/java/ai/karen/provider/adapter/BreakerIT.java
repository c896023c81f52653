package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Metrics;
import ai.karen.testing.ProviderView;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.SocketClient;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Circuit breakers on the running server, of an annotated adapter and of a configured one: what
 * counts, what operators see of it, and when a provider is asked again.
 */
class BreakerIT {
  private static final String ASK_OPENAI =
      "{\"model\":\"openai/some-model\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String CHAT = "/v1/chat/completions";
  private static final String BEGINNING = "The answer is ";

  /** As the operator left them. */
  private static final int VOLUME = 10;

  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final int MORE_THAN_ITS_WINDOW = 16;
  private static final Duration A_MOMENT = Duration.ofMillis(20);

  @Test
  void theAnnotatedBreakerOpensAfterItsVolumeAndSavesTheProviderFurtherCalls() {
    SharedEngine.openAi().always(Behaviours.error(503, "overloaded", "busy"));

    for (int call = 0; call < MORE_THAN_ITS_WINDOW; call++) {
      SharedEngine.client().post(CHAT, ASK_OPENAI);
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
      assertThat(SharedEngine.client().post(CHAT, chain.ask(false)).statusCode()).isEqualTo(200);
    }

    assertThat(chain.first().requests()).hasSize(10);
    assertThat(chain.second().requests()).hasSize(MORE_THAN_ITS_WINDOW);
  }

  /** The outages, and what they count as. */
  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of("503", Behaviours.error(503, "overloaded", "busy"), "transient"),
        Arguments.of("reset", Behaviours.reset(), "transient"),
        Arguments.of("silence", Behaviours.silence(), "silent"),
        Arguments.of("cut after the first token", Behaviours.cutAfter(BEGINNING), "broken_stream"),
        Arguments.of("stalled", Behaviours.stallAfter(BEGINNING), "broken_stream"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outages")
  void anOutageCountsAndStatusShowsTheOpenBreakerAndItsNextAttempt(
      String name, Behaviour outage, String outcome) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(outage);
    chain.second().always(Behaviours.answer(BEGINNING + "forty-two."));
    Instant before = Instant.now();

    askAtOnce(chain, VOLUME);

    JsonObject health = status(chain);
    assertThat(health.getString("breaker")).isEqualTo("open");
    assertThat(health.getString("last_outcome")).isEqualTo(outcome);
    assertThat(health.getString("last_error")).isNotBlank();
    assertThat(Instant.parse(health.getString("since"))).isBetween(before, Instant.now());
    assertThat(Instant.parse(health.getString("next_attempt")))
        .isBetween(before, Instant.now().plus(DELAY));
    int asked = chain.first().requests().size();
    ask(chain, 2);
    assertThat(chain.first().requests()).as("left alone").hasSize(asked);
  }

  /** What a provider says that is well, and what it counts as. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("400", Behaviours.error(400, "unknown", "what?"), "invalid"),
        Arguments.of("404", Behaviours.error(404, "not_found", "no such model"), "invalid"),
        Arguments.of("401", Behaviours.error(401, "invalid_api_key", "bad"), "misconfigured"),
        Arguments.of("content filter", Refusals.contentFilter(), "rejected"),
        Arguments.of("too long", Refusals.contextTooLong(), "too_long"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void aRefusalDoesNotCountAndStatusShowsItAllTheSame(
      String name, Behaviour refusal, String outcome) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(refusal);

    ask(chain, MORE_THAN_ITS_WINDOW);

    assertThat(chain.first().requests()).hasSize(MORE_THAN_ITS_WINDOW);
    JsonObject health = status(chain);
    assertThat(health.getString("breaker")).isEqualTo("closed");
    assertThat(health.isNull("next_attempt")).isTrue();
    assertThat(health.getString("last_outcome")).isEqualTo(outcome);
  }

  @Test
  void aClientThatLeavesDoesNotCount() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.paced("word ".repeat(200), Duration.ofMillis(50)));
    for (int call = 0; call < MORE_THAN_ITS_WINDOW; call++) {
      try (SocketClient client = SocketClient.post(SharedEngine.client(), CHAT, chain.ask(true))) {
        client.readUntil("word ");
      }
    }
    chain.first().awaitAbandoned(MORE_THAN_ITS_WINDOW);

    chain.first().always(Behaviours.answer("Well as ever."));

    assertThat(SharedEngine.client().post(CHAT, chain.ask(false)).body()).contains("Well as ever.");
    assertThat(status(chain).getString("breaker")).isEqualTo("closed");
  }

  /** Else one caller could open it for all others. */
  @Test
  void aSilenceThatItsCallerCutShortDoesNotCount() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.silence());
    for (int call = 0; call < VOLUME; call++) {
      SharedEngine.client().post(CHAT, chain.ask(false), Map.of("x-karen-timeout-ms", "1000"));
    }

    assertThat(chain.first().requests()).hasSize(VOLUME);
    assertThat(status(chain).getString("breaker")).isEqualTo("closed");
    assertThat(status(chain).isNull("last_error")).isTrue();
  }

  @Test
  void theNextAttemptIsMadeWhenStatusSaysSoAndNotBefore() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));
    ask(chain, VOLUME);
    Instant next = Instant.parse(status(chain).getString("next_attempt"));
    int asked = chain.first().requests().size();
    chain.first().always(Behaviours.answer("Well again."));

    ask(chain, 1);
    assertThat(Instant.now().isBefore(next) ? chain.first().requests().size() : asked)
        .as("asked before the time that status tells")
        .isEqualTo(asked);
    waitFor(Duration.between(Instant.now(), next).plus(A_MOMENT));
    ask(chain, 1);
    assertThat(chain.first().requests()).as("asked at that time").hasSizeGreaterThan(asked);
    ask(chain, 1);

    assertThat(status(chain).getString("breaker")).isEqualTo("closed");
    assertThat(status(chain).isNull("next_attempt")).isTrue();
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
    assertThat(SharedEngine.client().post(CHAT, chain.ask(false)).body())
        .as("never stuck half open")
        .contains("Well again.");
  }

  /** The server's own clock can't be turned from here. */
  private static void waitForTrials() {
    waitFor(Duration.ofMillis(1_200));
  }

  private static void waitFor(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** What operators see of the chain's first provider. */
  private static JsonObject status(ScriptedChain chain) {
    return ProviderView.of(SharedEngine.client(), chain.firstId());
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
    return SharedEngine.client().post(CHAT, chain.ask(true)).statusCode();
  }

  private static double metric(String name, String... labels) {
    return Metrics.sum(SharedEngine.client(), name, labels);
  }
}
