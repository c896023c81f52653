package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** 429: who waits, how long, and who is left alone. */
class ChainRateLimitTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private final TestingProvider first = new TestingProvider("first");
  private final TestingProvider second = new TestingProvider("second");
  private final TestingChain chain = new TestingChain(first, second);

  @Test
  void aWaitOfJustTheLongestIsWaitedFor() {
    chain.ask();
    first.call().slowDown(LONGEST_WAIT);

    chain.timer.advance(LONGEST_WAIT.minusNanos(1));
    assertThat(first.asked()).isEqualTo(1);
    chain.timer.advance(Duration.ofNanos(1));

    assertThat(first.asked()).isEqualTo(2);
    assertThat(second.asked()).isZero();
  }

  @Test
  void aWaitOfOneNanosecondMoreIsNot() {
    chain.ask();

    first.call().slowDown(LONGEST_WAIT.plusNanos(1));

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void theLongestWaitIsTheOperatorsToSet() {
    chain.setting("karen.retry.max-wait", "PT10S").ask();
    first.call().slowDown(Duration.ofSeconds(10));

    chain.timer.advance(Duration.ofSeconds(10));

    assertThat(first.asked()).isEqualTo(2);
  }

  @Test
  void severalWaitsTogetherAreNotLongerThanTheLongest() {
    chain.ask();
    first.call().slowDown(Duration.ofSeconds(2));
    chain.timer.advance(Duration.ofSeconds(2));

    first.call().slowDown(Duration.ofSeconds(2));

    assertThat(first.asked()).isEqualTo(2);
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aWaitThatTheDeadlineDoesNotAllowIsNotWaitedFor() {
    chain.within(Duration.ofSeconds(2)).ask();

    first.call().slowDown(Duration.ofSeconds(2));

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aWaitLeavesTimeForTheAnswerAfterIt() {
    chain.within(Duration.ofSeconds(2)).ask();

    first.call().slowDown(Duration.ofMillis(1900));

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void whoAskedToBeLeftAloneIsPassedOverUntilThen() {
    chain.ask();
    first.call().slowDown(Duration.ofSeconds(30));

    chain.timer.advance(Duration.ofSeconds(30).minusNanos(1));
    chain.ask();
    assertThat(first.asked()).isEqualTo(1);

    chain.timer.advance(Duration.ofNanos(1));
    chain.ask();
    assertThat(first.asked()).isEqualTo(2);
  }

  @Test
  void aWaitThatAnotherQuestionMadeLongerIsKept() {
    chain.ask();
    TestingCall other = first.call();
    chain.ask();
    first.call().slowDown(Duration.ofSeconds(2));
    other.slowDown(Duration.ofSeconds(30));

    chain.timer.advance(Duration.ofSeconds(2));

    assertThat(first.asked()).isEqualTo(2);
  }

  @Test
  void withoutATimeItIsTriedOnceMoreWithinASecond() {
    chain.ask();
    first.call().slowDown(null);
    assertThat(second.asked()).isZero();

    chain.timer.advance(RetryPolicy.RATE_LIMIT_BASE);
    assertThat(first.asked()).isEqualTo(2);
    first.call().slowDown(null);

    assertThat(first.asked()).isEqualTo(2);
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void comeBackAtOnceIsNotTakenSoLiterallyThatTheProviderIsHammered() {
    chain.ask();

    first.call().slowDown(Duration.ZERO);
    chain.timer.advance(RetryPolicy.BASE.minusNanos(1));

    assertThat(first.asked()).isEqualTo(1);
  }

  @Test
  void slowDownIsNoOutage() {
    for (int call = 0; call < BreakerLimits.DEFAULT.volume(); call++) {
      chain.ask();
      first.call().slowDown(Duration.ofSeconds(30));
      chain.timer.advance(Duration.ofSeconds(30));
    }

    assertThat(chain.health(first).isAvailable()).isTrue();
  }
}
