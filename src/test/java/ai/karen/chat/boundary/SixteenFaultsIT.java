package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Metrics;
import ai.karen.testing.ProviderView;
import ai.karen.testing.ReceivedRequest;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Wire;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the first provider of a chain may do to a stream. The caller gets the whole answer, and the
 * provider is asked again only where that helps.
 */
class SixteenFaultsIT {
  private static final String BEGINNING = "The answer ";
  private static final String ANSWER = BEGINNING + "is forty-two, as always.";

  /** The fault, how often the faulty provider is asked, and who gives the answer's end. */
  static Stream<Arguments> faults() {
    return Stream.of(
        fault("429 with Retry-After", once(Refusals.rateLimited(Duration.ofSeconds(1))), 2, true),
        fault("429 with a long wait", always(Refusals.rateLimited(Duration.ofHours(1))), 1, false),
        fault("429 without", once(Refusals.rateLimited()), 2, true),
        fault("500 once", once(Behaviours.error(500, "server_error", "oops")), 2, true),
        fault("503", always(Behaviours.error(503, "overloaded", "busy")), 2, false),
        fault("reset", always(Behaviours.reset()), 2, false),
        fault("silence", always(Behaviours.silence()), 1, false),
        fault("slow first token", slow(Duration.ofMillis(1500)), 1, false),
        fault("first token in time", slow(Duration.ofMillis(300)), 1, true),
        fault("cut", always(Behaviours.cutAfter(BEGINNING)), 1, false),
        fault("stall", always(Behaviours.stallAfter(BEGINNING)), 1, false),
        fault("malformed event", always(malformed()), 1, true),
        fault("missing [DONE]", always(Behaviours.finishWithoutDone(ANSWER)), 1, true),
        fault("context length", always(Refusals.contextTooLong()), 1, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void theCallerGetsTheWholeAnswer(String name, Behaviour fault, int asked, boolean itself) {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(fault);
    chain.second().always(Behaviours.continuing(ANSWER));

    StreamedAnswer answer = StreamedAnswer.of(ask(chain).body());

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
    assertThat(chain.first().requests()).hasSize(asked);
    assertThat(chain.second().requests()).hasSize(itself ? 0 : 1);
  }

  @Test
  void theContentFiltersReasonIsTheCallers() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Refusals.contentFilter());

    HttpResponse<String> response = ask(chain);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("filtered by the content management policy");
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void anAnswerThatTheContentFilterEndsIsHandedOnAsItIs() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.filteredAfter(BEGINNING));

    StreamedAnswer answer = StreamedAnswer.of(ask(chain).body());

    assertThat(answer.text()).isEqualTo(BEGINNING);
    assertThat(answer.isDone()).isTrue();
    assertThat(answer.events().toString()).contains("\"finish_reason\":\"content_filter\"");
  }

  @Test
  void aFallbackThatRejectsPrefillStillCompletesTheAnswer() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(Behaviours.cutAfter(BEGINNING));
    chain.second().always(Behaviours.rejectsPrefill(ANSWER));

    assertThat(StreamedAnswer.of(ask(chain).body()).text()).isEqualTo(ANSWER);
  }

  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of(Map.of("Retry-After", "1"), Duration.ofSeconds(1)),
        Arguments.of(Map.of("retry-after-ms", "600"), Duration.ofMillis(600)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("times")
  void theRetryDoesNotComeBeforeTheProvidersTime(Map<String, String> headers, Duration wait) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(once(Refusals.rateLimited(headers)));

    assertThat(StreamedAnswer.of(ask(chain).body()).text()).isEqualTo(ANSWER);

    List<ReceivedRequest> requests = chain.first().requests();
    assertThat(requests).hasSize(2);
    assertThat(requests.get(1).since(requests.get(0))).isGreaterThanOrEqualTo(wait);
  }

  /** One failure in three calls opens no breaker: what spares it is the budget alone. */
  @Test
  void aFlappingProviderIsNotHammered() {
    int questions = 45;
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(failingOnceInThree());
    chain.second().always(Behaviours.answer(ANSWER));

    for (int question = 0; question < questions; question++) {
      assertThat(StreamedAnswer.of(ask(chain).body()).text()).isEqualTo(ANSWER);
    }

    List<ReceivedRequest> calls = chain.first().requests();
    long windows = 1 + calls.get(calls.size() - 1).since(calls.get(0)).toSeconds() / 10;
    assertThat(ProviderView.of(SharedEngine.client(), chain.firstId()).getString("breaker"))
        .isEqualTo("closed");
    assertThat(calls.size() - questions)
        .as("retries, every one of which the provider would have answered")
        .isBetween(3, (int) windows * Math.max(3, questions / 5));
  }

  @Test
  void tokensAreAccountedForAsTheProvidersToldThem() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));
    chain.second().always(Behaviours.metered(ANSWER, 19, 23));

    StreamedAnswer answer = askWithUsage(chain);

    assertUsage(answer, 19, 23);
    assertCounted(chain, chain.firstId(), 0, 0);
    assertCounted(chain, chain.secondId(), 19, 23);
  }

  @Test
  void tokensOfABrokenStreamAndOfTheOneThatWentOnAreAddedUpAndCountedEachForItsProvider() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.events(brokenAfterTelling(100, 50)));
    chain.second().always(Behaviours.metered(ANSWER, 19, 23));

    StreamedAnswer answer = askWithUsage(chain);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertUsage(answer, 119, 73);
    assertCounted(chain, chain.firstId(), 100, 50);
    assertCounted(chain, chain.secondId(), 19, 23);
  }

  private static void assertUsage(StreamedAnswer answer, int prompt, int completion) {
    JsonObject usage = answer.lastChunk().getJsonObject("usage");
    assertThat(usage.getInt("prompt_tokens")).isEqualTo(prompt);
    assertThat(usage.getInt("completion_tokens")).isEqualTo(completion);
    assertThat(usage.getInt("total_tokens")).isEqualTo(prompt + completion);
  }

  private static void assertCounted(
      ScriptedChain chain, String provider, int prompt, int completion) {
    assertThat(tokens(chain, provider, "prompt")).isEqualTo(prompt);
    assertThat(tokens(chain, provider, "completion")).isEqualTo(completion);
  }

  private static double tokens(ScriptedChain chain, String provider, String direction) {
    return Metrics.sum(
        SharedEngine.client(),
        "karen_tokens_total",
        "chain=\"" + chain.name() + "\"",
        "provider=\"" + provider + "\"",
        "direction=\"" + direction + "\"");
  }

  private static StreamedAnswer askWithUsage(ScriptedChain chain) {
    String fields = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    return StreamedAnswer.of(
        SharedEngine.client().post("/v1/chat/completions", chain.ask(fields)).body());
  }

  private static HttpResponse<String> ask(ScriptedChain chain) {
    return SharedEngine.client().post("/v1/chat/completions", chain.ask(true));
  }

  private static Arguments fault(String name, Behaviour fault, int asked, boolean itself) {
    return Arguments.of(name, fault, asked, itself);
  }

  private static Behaviour always(Behaviour fault) {
    return fault;
  }

  private static Behaviour once(Behaviour fault) {
    return Behaviours.once(fault, Behaviours.answer(ANSWER));
  }

  private static Behaviour slow(Duration delay) {
    return Behaviours.slowFirstToken(delay, ANSWER);
  }

  private static Behaviour malformed() {
    return Behaviours.malformedEvent(BEGINNING, ANSWER.substring(BEGINNING.length()));
  }

  private static Behaviour failingOnceInThree() {
    return Behaviours.inTurn(
        Behaviours.error(503, "overloaded", "busy"),
        Behaviours.answer(ANSWER),
        Behaviours.answer(ANSWER));
  }

  private static List<String> brokenAfterTelling(int promptTokens, int completionTokens) {
    return List.of(
        Wire.role(),
        Wire.content(BEGINNING),
        Wire.usageChunk(Wire.usage(promptTokens, completionTokens)));
  }
}
