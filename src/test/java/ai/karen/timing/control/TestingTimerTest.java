package ai.karen.timing.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestingTimerTest {
  private final TestingTimer timer = new TestingTimer();
  private final List<String> log = new ArrayList<>();

  @Test
  void timeMovesOnlyByHand() {
    timer.advance(Duration.ofMillis(5));
    assertThat(timer.nanoTime()).isEqualTo(5_000_000);
  }

  @Test
  void dueActionsRunInOrder() {
    timer.schedule(Duration.ofSeconds(2), () -> log.add("second"));
    timer.schedule(Duration.ofSeconds(1), () -> log.add("first"));
    timer.schedule(Duration.ofSeconds(2), () -> log.add("third"));
    timer.schedule(Duration.ofSeconds(3), () -> log.add("late"));
    timer.advance(Duration.ofSeconds(2));
    assertThat(log).containsExactly("first", "second", "third");
    assertThat(timer.waiting()).isOne();
  }

  @Test
  void anActionSeesTheTimeItWasDueAt() {
    timer.schedule(Duration.ofNanos(7), () -> log.add("at " + timer.nanoTime()));
    timer.advance(Duration.ofNanos(10));
    assertThat(log).containsExactly("at 7");
    assertThat(timer.nanoTime()).isEqualTo(10);
  }

  @Test
  void whatAnActionSchedulesRunsWhenDue() {
    timer.schedule(
        Duration.ofNanos(1), () -> timer.schedule(Duration.ofNanos(1), () -> log.add("chained")));
    timer.advance(Duration.ofNanos(2));
    assertThat(log).containsExactly("chained");
  }

  @Test
  void aCancelledActionNeverRuns() {
    timer.schedule(Duration.ZERO, () -> log.add("never")).cancel();
    timer.advance(Duration.ofDays(1));
    assertThat(log).isEmpty();
  }
}
