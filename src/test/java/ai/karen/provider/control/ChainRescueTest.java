package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.provider.entity.Usage;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that breaks is continued, or repeated, or ends with its failure. */
class ChainRescueTest {
  private final TestingProvider first = new TestingProvider("first");
  private final TestingProvider second = new TestingProvider("second");
  private final TestingProvider third = new TestingProvider("third").prefilled();
  private final TestingChain chain = new TestingChain(first, second, third);

  @BeforeEach
  void takesARetryThatNeverNeedsToWait() {
    chain.timer.advance(Duration.ofSeconds(1));
  }

  @Test
  void whoContinuesIsAskedBeforeWhoRepeats() {
    breakAfter("The capital ");

    assertThat(second.asked()).isZero();
    assertThat(lastMessage(third)).isEqualTo("The capital");
    assertThat(third.call().call.continuing()).isTrue();
    third.call().say(Deltas.role()).say(Deltas.token("is Paris."), Deltas.last()).finish();

    assertThat(text()).isEqualTo("The capital is Paris.");
    assertThat(chain.end()).isCompleted();
    assertThat(chain.provenance()).containsExactly("first: broken_stream", "third: ok");
    assertThat(chain.listener.question().outcome()).isEqualTo("ok");
    assertThat(chain.listener.question().provider()).isEqualTo("third");
    assertThat(chain.listener.question().degraded()).isTrue();
    assertThat(chain.listener.question().resumed()).isTrue();
  }

  @Test
  void aSpaceThatTheCallerHasAlreadyIsNotWrittenTwice() {
    breakAfter("The capital ");

    third.call().say(" is").say(" Paris.");

    assertThat(text()).isEqualTo("The capital is Paris.");
  }

  @Test
  void aRefusedPrefillIsNotTheCallersProblem() {
    breakAfter("Hello ");

    third.call().refuses(FailureKind.INVALID, 400);
    second.call().breaks();
    chain.passJitter();
    assertThat(third.asked()).isEqualTo(2);
    assertThat(third.call().call.continuing()).isFalse();
    third.call().answer("Hello there.");

    assertThat(text()).isEqualTo("Hello there.");
    assertThat(chain.provenance())
        .containsExactly(
            "first: broken_stream", "third: unsupported", "second: transient", "third: ok");
  }

  @Test
  void theBeginningOfARepeatedAnswerIsSwallowed() {
    third.unconfigured();
    breakAfter("Hello th");

    second.call().say(Deltas.role()).say("Hel").say("lo there").say(", you");

    assertThat(text()).isEqualTo("Hello there, you");
    assertThat(chain.reply().provider()).isEqualTo("second");
  }

  @Test
  void anotherAnswerIsCancelledAtTheFirstDifference() {
    third.unconfigured();
    breakAfter("Hello th");

    second.call().say("Hel").say("p!");

    assertThat(second.call().takenBackFor().kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(text()).isEqualTo("Hello th");
    assertThat(first.asked()).as("the one that broke it, at last").isEqualTo(2);
    assertThat(chain.reply().provider()).isEqualTo("first");
  }

  @Test
  void anAnswerThatEndsBeforeTheCallersIsAnother() {
    third.unconfigured();
    breakAfter("Hello there");

    second.call().answer("Hello");

    assertThat(text()).isEqualTo("Hello there");
    assertThat(chain.listener.outcomes())
        .containsExactly("first: broken_stream", "second: differs");
  }

  @Test
  void whoWasToContinueAndBeginsAnewIsSwallowedToo() {
    breakAfter("The capital of");

    third.call().say("The cap").say("ital of France").say(" is Paris.");

    assertThat(text()).isEqualTo("The capital of France is Paris.");
  }

  @Test
  void whoBeginsAnewInOtherWordsIsNotPassedOn() {
    breakAfter("The capital city of France");

    third.call().say("The capital city of Spain");

    assertThat(text()).isEqualTo("The capital city of France");
    assertThat(third.call().takenBackFor()).isNotNull();
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void nobodyLeftMeansTheFailureAndNoEnd() {
    TestingChain alone = new TestingChain(first).ask();
    first.call().say("Hello");
    alone.deliver();
    first.call().breaksMidAnswer();
    first.call().breaks();

    assertThat(first.asked()).isEqualTo(2);
    assertThat(alone.end()).isCompletedExceptionally();
    assertThat(alone.listener.question().outcome()).isEqualTo("broken_stream");
    assertThat(alone.receiver.words()).containsExactly("Hello");
  }

  @Test
  void aStreamThatBreaksAgainIsRescuedAgain() {
    breakAfter("one ");
    third.call().say("two ").breaksMidAnswer();
    second.call().say("one two three ").breaksMidAnswer();

    assertThat(first.asked()).as("who broke it is asked last").isEqualTo(2);
    first.call().answer("one two three four");

    assertThat(text()).isEqualTo("one two three four");
    assertThat(chain.end()).isCompleted();
  }

  @Test
  void everyProviderIsAskedABoundedNumberOfTimes() {
    breakAfter("one ");
    for (int more = 0; more < 20 && !chain.end().isDone(); more++) {
      latest().say(chain.receiver.words().isEmpty() ? "" : text() + "x").breaksMidAnswer();
    }

    assertThat(chain.end()).isCompletedExceptionally();
    assertThat(first.asked() + second.asked() + third.asked()).isLessThanOrEqualTo(9);
  }

  @Test
  void idAndCreatedStayWhileTheModelIsTheOneThatAnswers() {
    chain.ask();
    first.call().say(Deltas.token("id-of-first", "Hello"));
    chain.deliver();
    first.call().breaksMidAnswer();

    third.call().say(Deltas.token("id-of-third", " there"));

    JsonObject piece = chain.receiver.deltas.get(1).json();
    assertThat(piece.getString("id")).isEqualTo("id-of-first");
    assertThat(piece.getInt("created")).isEqualTo(1);
    assertThat(piece.getString("model")).isEqualTo("vendor-model");
  }

  @Test
  void usageSumsTheAttempts() {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();
    first.call().say(Deltas.usage()).breaksMidAnswer();

    third.call().say(" there").say(Deltas.last()).say(Deltas.usage()).finish();

    Delta closing = chain.receiver.deltas.get(chain.receiver.deltas.size() - 1);
    assertThat(closing.usage()).contains(new Usage(6, 10));
  }

  @Test
  void reasoningIsNotRepeated() {
    chain.ask();
    first.call().say(Deltas.reasoning("Hm."));
    chain.deliver();
    first.call().breaksMidAnswer();

    second.call().say(Deltas.reasoning("Well.")).say("Hello");

    assertThat(third.asked()).as("there is no text to go on with").isZero();
    assertThat(chain.receiver.deltas).hasSize(2);
    assertThat(Deltas.words(chain.receiver.deltas.get(1))).isEqualTo("Hello");
  }

  @Test
  void toolCallsInFlightAreNeverResumed() {
    chain.ask();
    first.call().say(Deltas.toolCall());
    chain.deliver();
    first.call().breaksMidAnswer();

    assertThat(second.asked() + third.asked()).isZero();
    assertThat(chain.end()).isCompletedExceptionally();
  }

  @Test
  void severalChoicesAreNotResumed() {
    chain.body("{'model':'primary','messages':[{'role':'user'}],'n':2}");
    breakAfter("Hello");

    assertThat(second.asked() + third.asked()).isZero();
    assertThat(chain.end()).isCompletedExceptionally();
  }

  @Test
  void aContentFilterIsNotGoneRound() {
    breakWith(new ProviderRefusal(FailureKind.REJECTED, 400, "content_filter", "no", null));

    assertThat(second.asked() + third.asked()).isZero();
    assertThat(chain.end()).isCompletedExceptionally();
  }

  @Test
  void aCallerWhoLeftIsNotAnsweredByAnybody() {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();

    chain.cancellation.cancel(ProviderRefusal.cancelled("gone"));

    assertThat(second.asked() + third.asked()).isZero();
    assertThat(chain.end()).isCompletedExceptionally();
  }

  @Test
  void theLastResortCompletesNobodysAnswer() {
    TestingProvider lastResort = TestingProvider.lastResort();
    TestingChain alone = new TestingChain(first, lastResort).ask();
    first.call().say("Hello");
    alone.deliver();
    first.call().breaksMidAnswer();
    first.call().breaks();

    assertThat(lastResort.asked()).isZero();
    assertThat(alone.end()).isCompletedExceptionally();
  }

  @Test
  void theDeadlineHoldsForTheRescueToo() {
    chain.within(Duration.ofSeconds(5));
    breakAfter("Hello");

    chain.timer.advance(Duration.ofSeconds(5));

    assertThat(third.call().takenBackFor().kind())
        .as("after half of what remained")
        .isEqualTo(FailureKind.SILENT);
    assertThat(second.call().takenBackFor()).isNotNull();
    assertThat(chain.end()).isCompletedExceptionally();
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_tokens", "max_completion_tokens"})
  void whatWasDeliveredCountsAgainstTheCallersLimit(String limit) {
    chain.body("{'model':'primary','messages':[{'role':'user'}],'" + limit + "':10}");
    breakAfter("Hello");

    assertThat(third.call().call.body().getInt(limit)).isEqualTo(9);
  }

  private void breakAfter(String text) {
    chain.ask();
    first.call().say(text);
    chain.deliver();
    first.call().breaksMidAnswer();
  }

  private void breakWith(ProviderRefusal refusal) {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();
    first.call().fail(refusal);
  }

  private TestingCall latest() {
    return List.of(first, second, third).stream()
        .filter(provider -> provider.asked() > 0)
        .map(TestingProvider::call)
        .filter(call -> !call.end.isDone())
        .findFirst()
        .orElseThrow();
  }

  private String text() {
    return String.join("", chain.receiver.words()).replace("<stop>", "");
  }

  private static String lastMessage(TestingProvider provider) {
    List<JsonObject> messages =
        provider.call().call.body().getJsonArray("messages").getValuesAs(JsonObject.class);
    return messages.get(messages.size() - 1).getString("content");
  }
}
