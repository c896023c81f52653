package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final TestingTimer timer = new TestingTimer();

  @Test
  void whatRemainsShrinksToZeroAndNotBelow() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(10), timer);

    timer.advance(Duration.ofSeconds(4));
    assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(6));
    assertThat(deadline.elapsed()).isEqualTo(Duration.ofSeconds(4));
    timer.advance(Duration.ofSeconds(7));
    assertThat(deadline.remaining()).isZero();
  }

  @Test
  void theReserveIsATenthAndAtMostASecond() {
    assertThat(Deadline.after(Duration.ofSeconds(2), timer).remainingWithReserve())
        .isEqualTo(Duration.ofMillis(1_800));
    assertThat(Deadline.after(Duration.ofMinutes(2), timer).remainingWithReserve())
        .isEqualTo(Duration.ofSeconds(119));
  }

  @Test
  void aWaitMustLeaveMoreThanTheReserve() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(10), timer);

    assertThat(deadline.allows(Duration.ofSeconds(9).minusNanos(1))).isTrue();
    assertThat(deadline.allows(Duration.ofSeconds(9))).isFalse();
  }
}
