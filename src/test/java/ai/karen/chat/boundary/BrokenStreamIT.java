package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.ReceivedRequest;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.ScriptedTrio;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.ToolCalls;
import ai.karen.testing.Wire;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stream that breaks after some words: the caller gets every word once, and an end only when the
 * answer is whole.
 */
class BrokenStreamIT {
  private static final String BEGINNING = "The answer is ";
  private static final String ANSWER = BEGINNING + "forty-two, as always.";
  private static final String OTHER = "A different answer altogether.";
  private static final Duration A_WORD = Duration.ofMillis(50);
  private static final String ANOTHER_ID = "chatcmpl-another";
  private static final int ANOTHER_TIME = 1_600_000_000;

  static Stream<Arguments> breaks() {
    return Stream.of(
        Arguments.of("hang-up", Behaviours.cutAfter(BEGINNING)),
        Arguments.of("reset", Behaviours.resetAfter(BEGINNING)),
        Arguments.of("closed in due form", Behaviours.closedAfter(BEGINNING)),
        Arguments.of("stall", Behaviours.stallAfter(BEGINNING)),
        Arguments.of("error event", Behaviours.errorAfter(BEGINNING, "server_error")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void anotherProviderGoesOn(String name, Behaviour fault) {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(fault);
    chain.second().always(Behaviours.continuing(ANSWER));

    StreamedAnswer answer = ask(chain);

    assertWhole(answer, chain, "ok");
    assertThat(chain.second().lastRequest().prefill()).contains(BEGINNING.strip());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void aReplicasBeginningIsSwallowed(String name, Behaviour fault) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(fault);
    chain.second().always(Behaviours.answer(ANSWER));

    StreamedAnswer answer = ask(chain);

    assertWhole(answer, chain, "ok");
    assertThat(chain.second().lastRequest().prefill()).isEmpty();
  }

  @Test
  void aRefusedPrefillIsNotTheCallersProblem() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(Behaviours.cutAfter(BEGINNING));
    chain.second().always(Behaviours.rejectsPrefill(ANSWER));

    StreamedAnswer answer = ask(chain);

    assertWhole(answer, chain, "unsupported", "ok");
    assertThat(chain.second().requests()).hasSize(2);
    assertThat(SharedEngine.client().get("/metrics").body())
        .contains(
            "karen_streams_resumed_total{chain=\""
                + chain.name()
                + "\",mp_scope=\"application\",outcome=\"ok\"} 1");
  }

  @Test
  void whoContinuesIsAskedBeforeWhoRepeats() {
    ScriptedTrio trio = SharedEngine.trio();
    trio.first().always(Behaviours.cutAfter(BEGINNING));
    trio.third().always(Behaviours.continuing(ANSWER));

    StreamedAnswer answer = ask(trio);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(outcomes(answer)).containsExactly("broken_stream", "ok");
    assertThat(trio.second().requests()).as("the next, which could only repeat").isEmpty();
    assertThat(trio.third().lastRequest().prefill()).contains(BEGINNING.strip());
  }

  @Test
  void aRepetitionFollowsARefusedContinuationAndIsCancelledAtItsFirstDifference() {
    ScriptedTrio trio = SharedEngine.trio();
    trio.first().always(Behaviours.cutAfter(BEGINNING));
    trio.second().always(Behaviours.paced("The answer was " + OTHER.repeat(40), A_WORD));
    trio.third().always(Behaviours.rejectsPrefill(ANSWER));

    StreamedAnswer answer = ask(trio);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
    assertThat(attempts(answer))
        .containsExactly(
            trio.ids().get(0) + " broken_stream",
            trio.ids().get(2) + " unsupported",
            trio.ids().get(1) + " differs",
            trio.ids().get(2) + " ok");
    trio.second().awaitAbandoned(1);
    assertThat(trio.second().counters().events()).as("of more than a hundred words").isLessThan(15);
    assertThat(trio.third().requests())
        .extracting(ReceivedRequest::prefill)
        .containsExactly(Optional.of(BEGINNING.strip()), Optional.empty());
  }

  @Test
  void anotherAnswerIsNeverJoinedOn() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.cutAfter(BEGINNING));
    chain.second().always(Behaviours.answer(OTHER));

    StreamedAnswer answer = ask(chain);

    assertBroken(answer);
    assertThat(chain.first().requests()).as("asked once more, after the other").hasSize(2);
    assertThat(outcomes(answer)).containsExactly("broken_stream", "differs", "broken_stream");
  }

  @Test
  void aProviderThatIsWellAgainCompletesItsOwnAnswer() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().next(Behaviours.cutAfter(BEGINNING)).always(Behaviours.answer(ANSWER));
    chain.second().always(Behaviours.error(503, "overloaded", "busy"));

    StreamedAnswer answer = ask(chain);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
  }

  @Test
  void aRescueThatBreaksIsRescuedItself() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().next(Behaviours.cutAfter(BEGINNING)).always(Behaviours.answer(ANSWER));
    chain.second().always(Behaviours.continuingUntil(BEGINNING + "forty-two, "));

    StreamedAnswer answer = ask(chain);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
  }

  @Test
  void aToolCallInFlightIsNotResumed() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(ToolCalls.broken());

    StreamedAnswer answer = ask(chain);

    assertThat(answer.isDone()).isFalse();
    assertThat(answer.lastChunk().getJsonObject("error").getString("code"))
        .isEqualTo("stream_interrupted");
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void aContentFilterMidAnswerIsNotGoneRound() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain.first().always(Behaviours.errorAfter(BEGINNING, "content_filter"));

    StreamedAnswer answer = ask(chain);

    assertBroken(answer);
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void usageSumsWhatTheAttemptsTold() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain
        .first()
        .always(
            Behaviours.events(
                List.of(
                    Wire.role(), Wire.content(BEGINNING), Wire.usageChunk(Wire.usage(100, 50)))));
    chain.second().always(Behaviours.continuing(ANSWER));

    StreamedAnswer answer = ask(chain, ",\"stream_options\":{\"include_usage\":true}");

    JsonObject usage = answer.lastChunk().getJsonObject("usage");
    assertThat(usage.getInt("prompt_tokens")).isEqualTo(100 + Wire.PROMPT_TOKENS);
    assertThat(usage.getInt("completion_tokens")).isEqualTo(50 + Wire.COMPLETION_TOKENS);
    assertThat(answer.isDone()).isTrue();
  }

  @Test
  void whoGoesOnKeepsTheBeginningsNameAndTime() {
    ScriptedChain chain = SharedEngine.continuingChain();
    chain
        .first()
        .always(Behaviours.events(List.of(another(Wire.role()), another(Wire.content(BEGINNING)))));
    chain.second().always(Behaviours.continuing(ANSWER));

    StreamedAnswer answer = ask(chain);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.chunks())
        .allSatisfy(chunk -> assertThat(chunk.getString("id")).isEqualTo(ANOTHER_ID))
        .allSatisfy(chunk -> assertThat(chunk.getInt("created")).isEqualTo(ANOTHER_TIME));
  }

  @Test
  void aProviderThatFinishesAndNeverClosesIsWholeAtOnce() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.finishAndStayOpen(ANSWER));

    StreamedAnswer answer = ask(chain);

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
    assertThat(outcomes(answer)).containsExactly("ok");
    chain.first().awaitAbandoned(1);
  }

  @Test
  void theLastResortCompletesNobodysAnswer() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.cutAfter(BEGINNING));
    chain.second().always(Refusals.outOfCredit());

    assertBroken(ask(chain));
  }

  private static String another(String chunk) {
    return chunk
        .replace(Wire.ID, ANOTHER_ID)
        .replace(String.valueOf(Wire.CREATED), String.valueOf(ANOTHER_TIME));
  }

  private static StreamedAnswer ask(ScriptedChain chain) {
    return ask(chain, "");
  }

  private static StreamedAnswer ask(ScriptedChain chain, String fields) {
    return answer(chain.ask("\"stream\":true" + fields));
  }

  private static StreamedAnswer ask(ScriptedTrio trio) {
    return answer(trio.ask());
  }

  private static StreamedAnswer answer(String question) {
    return StreamedAnswer.of(SharedEngine.client().post("/v1/chat/completions", question).body());
  }

  private static void assertWhole(StreamedAnswer answer, ScriptedChain chain, String... outcomes) {
    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
    assertThat(answer.chunks().stream().map(chunk -> chunk.getString("id")).distinct()).hasSize(1);
    JsonObject karen = answer.lastChunk().getJsonObject("karen");
    assertThat(karen.getString("provider")).isEqualTo(chain.secondId());
    assertThat(karen.getBoolean("degraded")).isTrue();
    assertThat(outcomes(answer))
        .containsExactlyElementsOf(
            Stream.concat(Stream.of("broken_stream"), Stream.of(outcomes)).toList());
    assertThat(chain.first().requests()).hasSize(1);
  }

  private static void assertBroken(StreamedAnswer answer) {
    assertThat(answer.isDone()).isFalse();
    assertThat(answer.events()).doesNotContain("[DONE]");
    assertThat(answer.text()).isEqualTo(BEGINNING);
    JsonObject error = answer.lastChunk().getJsonObject("error");
    assertThat(error).containsKeys("message", "type", "param", "code");
    assertThat(error.getString("message"))
        .as("a role and three words")
        .startsWith("The answer was interrupted after 4 pieces ");
  }

  private static List<String> outcomes(StreamedAnswer answer) {
    return attempts(answer).stream().map(attempt -> attempt.split(" ")[1]).toList();
  }

  /** Who was asked, and how that ended. */
  private static List<String> attempts(StreamedAnswer answer) {
    return answer
        .lastChunk()
        .getJsonObject("karen")
        .getJsonArray("attempts")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(attempt -> attempt.getString("provider") + " " + attempt.getString("outcome"))
        .toList();
  }
}
