package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.QuestionEnded;
import ai.karen.provider.entity.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an answer says about how it came is what happened. */
class ChainProvenanceTest {
  private final TestingProvider first = new TestingProvider("first");
  private final TestingProvider second = new TestingProvider("second");
  private final TestingChain chain = new TestingChain(first, second);

  @Test
  void everyCallIsNamedInItsOrderWithItsOutcome() {
    chain.ask();
    first.call().breaks();
    chain.passJitter();
    first.call().breaks();
    second.call().say("Hello");

    assertThat(chain.provenance())
        .containsExactly("first: transient", "first: transient", "second: ok");
    assertThat(chain.reply().attempts()).isEqualTo(3);
    assertThat(chain.reply().provenance().getString("provider")).isEqualTo("second");
    assertThat(chain.reply().provenance().getString("chain")).isEqualTo("primary");
  }

  @Test
  void theFirstChoiceIsNotDegradedAndEveryOtherIs() {
    chain.ask();
    first.call().answer("Hello");
    assertThat(chain.reply().isDegraded()).isFalse();

    chain.ask();
    chain.timer.advance(Patience.DEFAULT.firstToken());
    second.call().answer("Hello");
    assertThat(chain.reply().isDegraded()).isTrue();
  }

  @Test
  void whoIsNotConfiguredIsNobodysFirstChoice() {
    TestingProvider unconfigured = new TestingProvider("first").unconfigured();
    TestingChain usual = new TestingChain(unconfigured, second).ask();

    second.call().answer("Hello");

    assertThat(usual.reply().isDegraded()).isFalse();
    assertThat(usual.reply().provenance().getJsonArray("passed_over")).isEmpty();
  }

  @Test
  void whoWasNamedIsTheFirstChoiceEvenWithoutAKey() {
    TestingProvider unconfigured = new TestingProvider("first").unconfigured();
    TestingChain named = new TestingChain(unconfigured, second);
    named.ask(Link.named("first", "model"), Link.parse("second"));

    second.call().answer("Hello");

    assertThat(named.reply().isDegraded()).isTrue();
    assertThat(named.reply().provenance().getJsonArray("passed_over").getString(0))
        .isEqualTo("first: misconfigured");
  }

  @Test
  void whoWasPassedOverIsNamedWithTheReason() {
    chain.ask();
    first.call().slowDown(Duration.ofSeconds(30));
    chain.ask();
    second.call().answer("Hello");

    assertThat(chain.reply().provenance().getJsonArray("passed_over").getString(0))
        .isEqualTo("first: cooling down");
    assertThat(chain.provenance()).containsExactly("second: ok");
  }

  @Test
  void theModelIsTheOneThatTheProviderNamesAlsoAfterTheAnswer() {
    chain.ask();
    assertThat(first.call().call.model()).isEqualTo("first-1");
    first.call().say("Hello");
    assertThat(chain.reply().model()).isEqualTo("vendor-model");

    chain.deliver();
    first.call().say(Deltas.last());
    first.call().finish();

    assertThat(chain.reply().model()).isEqualTo("vendor-model");
    assertThat(chain.listener.question().model()).isEqualTo("vendor-model");
  }

  @Test
  void aProviderThatNamesNoModelAnsweredWithTheOneItWasAskedFor() {
    chain.ask();

    first.call().say(Deltas.of("{'choices':[{'index':0,'delta':{'content':'Hello'}}]}"));

    assertThat(chain.reply().model()).isEqualTo("first-1");
  }

  @Test
  void aBrokenAnswerIsNotCalledOk() {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();
    first.call().breaksMidAnswer();

    assertThat(chain.provenance()).containsExactly("first: broken_stream");
    assertThat(chain.reply().attempts()).isEqualTo(1);
  }

  @Test
  void aWholeAnswerIsCountedOnce() {
    chain.whole().ask();
    first.call().answer("Hello");
    chain.deliver();

    assertThat(chain.provenance()).containsExactly("first: ok");
    assertThat(chain.reply().attempts()).isEqualTo(1);
  }

  @Test
  void aSubstitutedModelIsSaidToBeOne() {
    chain.substituted().ask();
    first.call().answer("Hello");

    assertThat(chain.reply().isSubstituted()).isTrue();
  }

  @Test
  void everyCallIsToldToWhoeverListens() {
    chain.ask();
    first.call().breaks();
    chain.passJitter();
    chain.timer.advance(Duration.ofMillis(30));
    first.call().say("Hello");
    chain.deliver();
    chain.timer.advance(Duration.ofMillis(70));
    first.call().say(Deltas.last(), Deltas.usage()).finish();

    assertThat(chain.listener.outcomes()).containsExactly("first: transient", "first: ok");
    assertThat(chain.listener.attempts.get(0).timeToFirstToken()).isNull();
    assertThat(chain.listener.attempts.get(1).usage()).isEqualTo(new Usage(3, 5));
    assertThat(chain.listener.attempts.get(1).latency())
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void theQuestionsEndIsToldOnce() {
    chain.ask();
    chain.timer.advance(Patience.DEFAULT.firstToken());
    chain.timer.advance(Duration.ofMillis(30));
    second.call().say("Hello");
    chain.deliver();
    second.call().say(Deltas.last());
    second.call().finish();

    QuestionEnded told = chain.listener.question();
    assertThat(told.provider()).isEqualTo("second");
    assertThat(told.outcome()).isEqualTo("ok");
    assertThat(told.attempts()).isEqualTo(2);
    assertThat(told.degraded()).isTrue();
    assertThat(told.streaming()).isTrue();
    assertThat(told.timeToFirstToken()).isEqualTo(Duration.ofMillis(30));
    assertThat(told.latency()).isEqualTo(Duration.ofMillis(10_030));
  }

  @Test
  void aQuestionThatNobodyAnsweredHasNoProvider() {
    TestingChain alone = new TestingChain(first).ask();
    first.call().breaks();
    alone.passJitter();
    first.call().breaks();

    assertThat(alone.listener.question().provider()).isNull();
    assertThat(alone.listener.question().outcome()).isEqualTo("exhausted");
    assertThat(alone.listener.question().attempts()).isEqualTo(2);
  }
}
