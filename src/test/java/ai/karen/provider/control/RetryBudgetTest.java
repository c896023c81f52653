package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final TestingTimer timer = new TestingTimer();
  private final RetryBudget budget = new RetryBudget(timer);

  @Test
  void threeRetriesAreAllowedWhateverTheTraffic() {
    assertThat(taken(10)).isEqualTo(3);
  }

  @Test
  void withTrafficAFifthOfTheCallsMayBeRetried() {
    for (int call = 0; call < 100; call++) {
      budget.called();
    }

    assertThat(taken(100)).isEqualTo(20);
  }

  @Test
  void theFloorHoldsUpToTheTrafficThatExceedsIt() {
    for (int call = 0; call < 19; call++) {
      budget.called();
    }

    assertThat(taken(100)).isEqualTo(3);
    budget.called();
    assertThat(taken(100)).isEqualTo(1);
  }

  @Test
  void retriesOfTenSecondsAgoAreForgotten() {
    taken(3);

    timer.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(taken(1)).isZero();
    timer.advance(Duration.ofNanos(1));

    assertThat(taken(10)).isEqualTo(3);
  }

  @Test
  void callsOfTenSecondsAgoAreForgotten() {
    for (int call = 0; call < 100; call++) {
      budget.called();
    }
    timer.advance(Duration.ofSeconds(10));

    assertThat(taken(100)).isEqualTo(3);
  }

  private int taken(int tries) {
    int taken = 0;
    for (int attempt = 0; attempt < tries; attempt++) {
      taken += budget.take() ? 1 : 0;
    }
    return taken;
  }
}
