package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
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

  @Test
  void aFlappingProviderIsNotHammered() {
    ScriptedChain chain = SharedEngine.chain();
    chain
        .first()
        .always(
            Behaviours.inTurn(
                Behaviours.error(503, "overloaded", "busy"), Behaviours.answer(ANSWER)));
    chain.second().always(Behaviours.answer(ANSWER));

    for (int question = 0; question < 30; question++) {
      assertThat(StreamedAnswer.of(ask(chain).body()).text()).isEqualTo(ANSWER);
    }

    assertThat(chain.first().requests().size())
        .as("every question once, and retries within the budget of a fifth, at least three")
        .isLessThanOrEqualTo(30 + 6);
  }

  @Test
  void tokensAreAccountedForAsTheProvidersToldThem() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));
    chain.second().always(Behaviours.metered(ANSWER, 19, 23));

    StreamedAnswer answer =
        StreamedAnswer.of(
            SharedEngine.client()
                .post(
                    "/v1/chat/completions",
                    chain.ask("\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .body());

    JsonObject usage = answer.lastChunk().getJsonObject("usage");
    assertThat(usage.getInt("prompt_tokens")).isEqualTo(19);
    assertThat(usage.getInt("completion_tokens")).isEqualTo(23);
    assertThat(SharedEngine.client().get("/metrics").body())
        .contains("provider=\"" + chain.secondId() + "\"");
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
}
