package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.FailureKind;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The design's table "What a provider's failure means", seen from the caller. */
class ChainFailureTest {
  private final TestingProvider first = new TestingProvider("first");
  private final TestingProvider second = new TestingProvider("second");
  private final TestingChain chain = new TestingChain(first, second);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTransientFailureIsTriedOnceMoreOnTheSameProviderAndThenOnTheNext(boolean streaming) {
    ask(streaming);
    first.call().breaks();
    chain.passJitter();
    assertThat(first.asked()).isEqualTo(2);
    assertThat(second.asked()).isZero();

    first.call().breaks();
    second.call().answer("Hello");

    assertThat(first.asked()).isEqualTo(2);
    assertThat(chain.deliver().reply().provider()).isEqualTo("second");
    assertThat(chain.receiver.words()).startsWith("Hello");
  }

  @Test
  void aRetryThatSucceedsIsNotAFallback() {
    chain.ask();
    first.call().breaks();
    chain.passJitter();

    first.call().answer("Hello");

    assertThat(chain.reply().isDegraded()).isFalse();
    assertThat(second.asked()).isZero();
  }

  @Test
  void aRetryDoesNotComeInTheSameInstant() {
    chain.ask();

    first.call().breaks();

    assertThat(first.asked()).isEqualTo(1);
    assertThat(second.asked()).isZero();
  }

  @Test
  void withoutRetryBudgetTheNextIsAskedAtOnce() {
    for (int retry = 0; retry < RetryBudget.FLOOR; retry++) {
      chain.health(first).takeRetry();
    }
    chain.ask();

    first.call().breaks();

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aFailureThatOpensTheBreakerIsNotTriedAgain() {
    TestingProvider fragile =
        new TestingProvider("fragile").breaker(new BreakerLimits(1, 1.0, Duration.ofSeconds(5), 1));
    new TestingChain(fragile, second).ask();

    fragile.call().breaks();

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aBreakerThatOpensDuringTheWaitEndsTheRetry() {
    TestingProvider fragile =
        new TestingProvider("fragile").breaker(new BreakerLimits(2, 1.0, Duration.ofSeconds(5), 1));
    TestingChain guarded = new TestingChain(fragile, second).ask();
    fragile.call().breaks();
    guarded.fail(fragile);

    guarded.passJitter();

    assertThat(fragile.asked()).isEqualTo(1);
    assertThat(second.asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSilentProviderIsNeverAskedAgain(boolean streaming) {
    ask(streaming);

    chain.timer.advance(streaming ? Patience.DEFAULT.firstToken() : Patience.DEFAULT.answer());
    chain.passJitter();

    assertThat(first.asked()).isEqualTo(1);
    assertThat(first.call().takenBackFor().kind()).isEqualTo(FailureKind.SILENT);
    assertThat(second.asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXHAUSTED", "MISCONFIGURED"})
  void whatOnlyTheOperatorCanMendIsNotTriedAgain(FailureKind kind) {
    chain.ask();

    first.call().refuses(kind, 402);

    assertThat(first.asked()).isEqualTo(1);
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aProviderWithoutCreditIsLeftAloneForAMinute() {
    chain.ask();
    first.call().refuses(FailureKind.EXHAUSTED, 402);

    chain.timer.advance(ProviderHealth.EXHAUSTED_REST.minusNanos(1));
    chain.ask();
    assertThat(first.asked()).isEqualTo(1);

    chain.timer.advance(Duration.ofNanos(1));
    chain.ask();
    assertThat(first.asked()).isEqualTo(2);
  }

  @Test
  void aRefusedKeyIsShownToOperatorsInTheProvidersWordsAndNeverToCallers() {
    TestingChain alone = new TestingChain(first).ask();

    first.call().refuses(FailureKind.MISCONFIGURED, 401);

    assertThat(alone.health(first).status().lastError()).isEqualTo("the vendor's own words");
    assertThat(alone.problem().status()).isEqualTo(503);
    assertThat(alone.problem().message()).doesNotContain("the vendor's own words");
  }

  @Test
  void whatTheContentFilterRefusesIsAskedOfNobodyElse() {
    chain.ask();

    first.call().refuses(FailureKind.REJECTED, 400);

    assertThat(second.asked()).isZero();
    assertThat(chain.problem().status()).isEqualTo(400);
    assertThat(chain.problem().code()).isEqualTo("content_filter");
    assertThat(chain.problem().message()).isEqualTo("the vendor's own words");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413, 422})
  void aRequestThatTheNamedModelCannotTakeIsTheCallersToMend(int status) {
    chain.ask(Link.named("first", "model"), Link.parse("second"));

    first.call().refuses(FailureKind.INVALID, status);

    assertThat(second.asked()).isZero();
    assertThat(chain.problem().status()).isEqualTo(status);
    assertThat(chain.problem().message()).isEqualTo("the vendor's own words");
    assertThat(chain.listener.outcomes()).containsExactly("first: callers_fault");
  }

  @Test
  void aRequestThatAnotherModelCannotTakeGoesToTheNext() {
    chain.ask();

    first.call().refuses(FailureKind.INVALID, 400);
    second.call().answer("Hello");

    assertThat(first.asked()).isEqualTo(1);
    assertThat(chain.provenance()).containsExactly("first: unsupported", "second: ok");
  }

  @Test
  void aProviderThatItsGuardRefusesCountsAsPassedOver() {
    chain.ask();

    first.call().fail(new CompletionException(new CircuitBreakerOpenException("open")));
    second.call().answer("Hello");

    assertThat(chain.provenance()).containsExactly("second: ok");
    assertThat(chain.reply().provenance().getJsonArray("passed_over").getString(0))
        .isEqualTo("first: breaker open");
  }

  @Test
  void aDefectOfAnAdapterIsAnotherProvidersTurn() {
    chain.ask();

    first.call().fail(new IllegalStateException("a defect"));
    chain.passJitter();
    first.call().fail(new IllegalStateException("a defect"));

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void anAdapterThatThrowsIsAnotherProvidersTurn() {
    first.defective(new IllegalStateException("a defect"));

    chain.ask();
    chain.passJitter();

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void anAnswerThatEndsWithoutHavingBegunIsTransient() {
    chain.ask();

    first.call().finish();
    chain.passJitter();

    assertThat(first.asked()).isEqualTo(2);
  }

  @Test
  void aStreamThatBreaksBeforeItsFirstTokenIsUnseen() {
    chain.ask();
    first.call().say(Deltas.role()).breaksMidAnswer();

    second.call().answer("Hello");

    chain.deliver();
    assertThat(chain.receiver.words()).containsExactly("Hello", "<stop>");
  }

  @Test
  void aStreamThatBreaksMidAnswerEndsWithItsFailureAfterEveryWordThatCame() {
    chain.setting("karen.stream.on-break", "error").ask();
    first.call().say("Hel");
    chain.deliver();
    first.call().say("lo").breaksMidAnswer();

    assertThat(chain.receiver.words()).containsExactly("Hel", "lo");
    assertThat(chain.end()).isCompletedExceptionally();
    assertThat(second.asked()).isZero();
  }

  @Test
  void anExhaustedChainSaysWhoFailedHow() {
    chain.ask();
    first.call().refuses(FailureKind.MISCONFIGURED, 401);
    second.call().refuses(FailureKind.EXHAUSTED, 402);

    assertThat(chain.problem().status()).isEqualTo(503);
    assertThat(chain.problem().code()).isEqualTo("providers_exhausted");
    assertThat(chain.problem().message()).contains("first: misconfigured, second: exhausted");
    assertThat(chain.problem().retryable()).isFalse();
  }

  @Test
  void anExhaustedChainTellsProgramsToo() {
    chain.ask();
    first.call().refuses(FailureKind.MISCONFIGURED, 401);
    second.call().refuses(FailureKind.EXHAUSTED, 402);

    JsonObject how = chain.problem().members().getJsonObject("karen");
    assertThat(how.getString("chain")).isEqualTo("primary");
    assertThat(how.getJsonArray("passed_over")).isEmpty();
    assertThat(how.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .extracting(attempt -> attempt.getString("provider") + " " + attempt.getString("outcome"))
        .containsExactly("first misconfigured", "second exhausted");
  }

  @Test
  void anExhaustedChainNamesTheSoonestTimeAtWhichSomebodyIsAskedAgain() {
    chain.ask();
    first.call().slowDown(Duration.ofSeconds(20));
    second.call().slowDown(Duration.ofSeconds(30));

    assertThat(chain.problem().retryAfter()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void whoCanBeAskedAtOnceIsNotHiddenByWhoHasToBeLeftAlone() {
    chain.ask();
    first.call().slowDown(Duration.ofHours(5));
    second.call().refuses(FailureKind.MISCONFIGURED, 401);

    assertThat(chain.problem().retryAfter()).isEqualTo(Duration.ofSeconds(5));
  }

  private void ask(boolean streaming) {
    if (streaming) {
      chain.ask();
    } else {
      chain.whole().ask();
    }
  }
}
