package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.BreakerState;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BreakerViewTest {
  private static final Duration DELAY = Duration.ofSeconds(5);

  private final TestingTimer timer = new TestingTimer();
  private final BreakerView breaker = new BreakerView(new BreakerLimits(4, 0.5, DELAY, 2), timer);

  @Test
  void itStaysClosedBeforeTheVolumeIsReached() {
    outcomes(false, false, false);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void itOpensAtTheRatioAndNotBelow() {
    outcomes(true, true, true, false);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    outcomes(false);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.admit()).isEmpty();
  }

  @Test
  void outcomesThatLeftTheWindowDoNotCount() {
    outcomes(false, true, true, true, true, false, true, true, true);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void itLetsTrialsThroughAfterTheDelay() {
    open();

    timer.advance(DELAY.minusNanos(1));
    assertThat(breaker.admit()).isEmpty();
    assertThat(breaker.nanosToTrial()).isEqualTo(1);
    timer.advance(Duration.ofNanos(1));

    assertThat(breaker.admit()).isPresent();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void aHundredThreadsGetJustAsManyTrialsAsThereAre() throws Exception {
    open();
    timer.advance(DELAY);
    ExecutorService threads = Executors.newFixedThreadPool(100);
    List<Callable<Optional<Admission>>> asks = new ArrayList<>();
    for (int thread = 0; thread < 100; thread++) {
      asks.add(breaker::admit);
    }

    int admitted = 0;
    for (Future<Optional<Admission>> answer : threads.invokeAll(asks)) {
      admitted += answer.get().isPresent() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(admitted).isEqualTo(2);
  }

  @Test
  void itClosesAfterAsManySuccessfulTrials() {
    open();
    timer.advance(DELAY);
    breaker.succeeded(admitted());
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

    breaker.succeeded(admitted());

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    outcomes(false, false, false);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aFailedTrialOpensItForAnotherDelay() {
    open();
    timer.advance(DELAY);
    Admission trial = admitted();

    breaker.failed(trial);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.nanosToTrial()).isEqualTo(DELAY.toNanos());
  }

  @Test
  void aTrialThatIsStillRunningHoldsItsPlaceHoweverOftenTheDelayPasses() {
    open();
    timer.advance(DELAY);
    Admission trial = admitted();
    Admission another = admitted();

    timer.advance(DELAY.multipliedBy(10));

    assertThat(breaker.isAdmitting()).isFalse();
    assertThat(breaker.admit()).isEmpty();
    breaker.succeeded(trial);
    breaker.succeeded(another);
    assertThat(breaker.state()).as("late, but in its own round").isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aTrialOfAnEarlierRoundHoldsItsPlaceInTheNext() {
    Admission slow = trialOfAnEarlierRound();
    breaker.succeeded(admitted());
    Admission second = admitted();
    assertThat(breaker.isAdmitting()).isFalse();
    breaker.withdrawn(second);
    breaker.failed(slow);

    assertThat(breaker.isAdmitting()).isTrue();
    breaker.succeeded(admitted());

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void trialsOfWhichNobodyHearsAnyMoreDoNotKeepItHalfOpenForEver() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    breaker.admit();
    timer.advance(BreakerView.LONGEST_TRIAL.minusNanos(1));
    assertThat(breaker.admit()).isEmpty();
    timer.advance(Duration.ofNanos(1));

    assertThat(breaker.admit()).as("they have failed").isEmpty();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    timer.advance(DELAY);

    assertThat(breaker.admit()).isPresent();
    assertThat(breaker.admit()).isPresent();
    assertThat(breaker.admit()).isEmpty();
  }

  @Test
  void whetherItAdmitsIsToldWithoutTakingAnything() {
    assertThat(breaker.isAdmitting()).isTrue();
    open();
    assertThat(breaker.isAdmitting()).isFalse();
    timer.advance(DELAY);

    assertThat(breaker.isAdmitting()).isTrue();
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aTrialThatProvedNothingMayBeUsedAgain() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    Admission trial = admitted();

    breaker.withdrawn(trial);

    assertThat(breaker.admit()).isPresent();
    assertThat(breaker.admit()).isEmpty();
  }

  @Test
  void aRefusalOfTheGuardOpensIt() {
    breaker.rejected(admitted());

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aRefusalOfTheGuardDuringATrialDoesNotUseItUp() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    Admission trial = admitted();

    breaker.rejected(trial);

    assertThat(breaker.admit()).isPresent();
  }

  @Test
  void whatBeganBeforeItOpenedIsNoTrial() {
    Admission slow = admitted();
    Admission slower = admitted();
    open();
    timer.advance(DELAY);
    breaker.admit();
    breaker.admit();

    breaker.failed(slow);
    breaker.withdrawn(slower);

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.admit()).isEmpty();
  }

  @Test
  void aTrialOfAnEarlierRoundDoesNotCloseIt() {
    Admission slow = trialOfAnEarlierRound();
    breaker.succeeded(admitted());

    breaker.succeeded(slow);

    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  /** Still running, while the next round is due. */
  private Admission trialOfAnEarlierRound() {
    open();
    timer.advance(DELAY);
    Admission slow = admitted();
    breaker.failed(admitted());
    timer.advance(DELAY);
    return slow;
  }

  private Admission admitted() {
    return breaker.admit().orElseThrow();
  }

  private void open() {
    outcomes(false, false, false, false);
  }

  private void outcomes(boolean... successes) {
    for (boolean success : successes) {
      if (success) {
        breaker.succeeded(admitted());
      } else {
        breaker.failed(admitted());
      }
    }
  }
}
