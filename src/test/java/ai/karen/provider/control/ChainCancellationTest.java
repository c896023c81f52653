package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.BreakerState;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderRefusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The caller goes away. */
class ChainCancellationTest {
  private final TestingProvider first = new TestingProvider("first");
  private final TestingProvider second = new TestingProvider("second");
  private final TestingChain chain = new TestingChain(first, second);

  @Test
  void beforeTheFirstTokenTheCallIsTakenBackAndNobodyElseIsAsked() {
    chain.ask();

    goAway();

    assertThat(first.call().takenBackFor().kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(second.asked()).isZero();
    assertThat(chain.isPending()).isFalse();
    assertThat(chain.listener.question().outcome()).isEqualTo("cancelled");
    assertThat(chain.timer.waiting()).isZero();
  }

  @Test
  void afterTheFirstTokenTheCallIsTakenBackToo() {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();

    goAway();

    assertThat(first.call().takenBackFor().kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(chain.end()).isCompletedExceptionally();
    assertThat(chain.listener.question().outcome()).isEqualTo("cancelled");
  }

  @Test
  void duringAWaitNobodyIsAskedAnyMore() {
    chain.ask();
    first.call().breaks();

    goAway();
    assertThat(chain.isPending()).isFalse();
    assertThat(chain.listener.question().outcome()).isEqualTo("cancelled");
    assertThat(chain.timer.waiting()).isZero();

    chain.passJitter();
    assertThat(first.asked()).isEqualTo(1);
    assertThat(second.asked()).isZero();
  }

  @Test
  void beforeAnybodyWasAskedNobodyIs() {
    goAway();

    chain.ask();

    assertThat(first.asked()).isZero();
    assertThat(chain.isPending()).isFalse();
  }

  @Test
  void itSaysNothingAgainstTheProvider() {
    chain.ask();

    goAway();

    assertThat(chain.health(first).status().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(chain.health(first).status().lastError()).isNull();
  }

  @Test
  void aBeginningThatNobodyTakesDoesNotKeepTheQuestionOpen() {
    chain.whole().ask();
    first.call().answer("Hello");
    assertThat(chain.isAnswered()).isTrue();

    goAway();

    assertThat(chain.listener.question().outcome()).isEqualTo("cancelled");
  }

  @Test
  void aTakenBackTrialMayBeUsedAgain() {
    TestingProvider fragile =
        new TestingProvider("fragile").breaker(new BreakerLimits(1, 1.0, Duration.ofSeconds(5), 1));
    TestingChain guarded = new TestingChain(fragile).ask();
    fragile.call().breaks();
    guarded.timer.advance(Duration.ofSeconds(5));
    guarded.ask();
    guarded.cancellation.cancel(ProviderRefusal.cancelled("gone"));

    assertThat(guarded.health(fragile).admit()).isPresent();
    assertThat(guarded.health(fragile).admit()).isEmpty();
  }

  private void goAway() {
    chain.cancellation.cancel(ProviderRefusal.cancelled("the client went away"));
  }
}
