package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.BreakerState;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(breaker.admit()).isFalse();
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
    assertThat(breaker.admit()).isFalse();
    assertThat(breaker.nanosToTrial()).isEqualTo(1);
    timer.advance(Duration.ofNanos(1));

    assertThat(breaker.admit()).isTrue();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void aHundredThreadsGetJustAsManyTrialsAsThereAre() throws Exception {
    open();
    timer.advance(DELAY);
    ExecutorService threads = Executors.newFixedThreadPool(100);
    List<Callable<Boolean>> asks = new ArrayList<>();
    for (int thread = 0; thread < 100; thread++) {
      asks.add(breaker::admit);
    }

    int admitted = 0;
    for (Future<Boolean> answer : threads.invokeAll(asks)) {
      admitted += answer.get() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(admitted).isEqualTo(2);
  }

  @Test
  void itClosesAfterAsManySuccessfulTrials() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    breaker.succeeded();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

    breaker.admit();
    breaker.succeeded();

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    outcomes(false, false, false);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aFailedTrialOpensItForAnotherDelay() {
    open();
    timer.advance(DELAY);
    breaker.admit();

    breaker.failed();

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.nanosToTrial()).isEqualTo(DELAY.toNanos());
  }

  @Test
  void trialsThatNeverEndDoNotKeepItHalfOpenForEver() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    breaker.admit();
    assertThat(breaker.admit()).isFalse();

    timer.advance(DELAY);

    assertThat(breaker.admit()).isTrue();
  }

  @Test
  void aTrialThatProvedNothingMayBeUsedAgain() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    breaker.admit();

    breaker.withdrawn();

    assertThat(breaker.admit()).isTrue();
    assertThat(breaker.admit()).isFalse();
  }

  @Test
  void aRefusalOfTheGuardOpensIt() {
    breaker.rejected();

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aRefusalOfTheGuardDuringATrialDoesNotUseItUp() {
    open();
    timer.advance(DELAY);
    breaker.admit();
    breaker.admit();

    breaker.rejected();

    assertThat(breaker.admit()).isTrue();
  }

  private void open() {
    outcomes(false, false, false, false);
  }

  private void outcomes(boolean... successes) {
    for (boolean success : successes) {
      if (success) {
        breaker.succeeded();
      } else {
        breaker.failed();
      }
    }
  }
}
