package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CoolDownTest {
  private final TestingTimer timer = new TestingTimer();
  private final CoolDown coolDown = new CoolDown(timer);

  @Test
  void aLaterAnswerNeverShortensIt() {
    coolDown.extend(Duration.ofSeconds(30));
    timer.advance(Duration.ofSeconds(10));
    coolDown.extend(Duration.ofSeconds(5));

    assertThat(coolDown.nanosLeft()).isEqualTo(Duration.ofSeconds(20).toNanos());
  }

  @Test
  void aLaterAnswerMayMakeItLonger() {
    coolDown.extend(Duration.ofSeconds(30));
    timer.advance(Duration.ofSeconds(10));
    coolDown.extend(Duration.ofSeconds(21));

    assertThat(coolDown.nanosLeft()).isEqualTo(Duration.ofSeconds(21).toNanos());
  }

  @Test
  void itEndsToTheNanosecond() {
    coolDown.extend(Duration.ofNanos(10));

    timer.advance(Duration.ofNanos(9));
    assertThat(coolDown.nanosLeft()).isEqualTo(1);
    timer.advance(Duration.ofNanos(1));
    assertThat(coolDown.nanosLeft()).isZero();
  }

  @Test
  void nobodyIsLeftAloneForMoreThanADay() {
    coolDown.extend(Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(coolDown.nanosLeft()).isEqualTo(CoolDown.LONGEST.toNanos());
  }

  @Test
  void aTimerThatCountsFromBelowZeroCoolsNobodyDown() {
    CoolDown unused = new CoolDown(belowZero());

    assertThat(unused.nanosLeft()).isZero();
  }

  private static Timer belowZero() {
    return new Timer() {
      @Override
      public long nanoTime() {
        return -1_000_000;
      }

      @Override
      public Timeout schedule(Duration delay, Runnable action) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
