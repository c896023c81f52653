package ai.karen.admission.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.control.OpenQuestions;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final TestingTimer timer = new TestingTimer();
  private final TestingTermination process = new TestingTermination();
  private final Gate gate = new Gate(new Limits(10, 10), 10, timer, refused -> {});
  private final Drain drain =
      new Drain(
          gate,
          new OpenQuestions(),
          process,
          timer,
          TestingConfig.settings(Map.of("karen.shutdown.grace", "PT30S")));

  @BeforeEach
  void listen() {
    drain.listen(null);
  }

  @Test
  void requirement6TheProcessEndsWellOnceAllIsFinished() {
    Passage running = gate.arrive(GRACE);

    process.ask();
    assertThat(process.end()).isEqualTo("running");
    running.end();

    assertThat(process.end()).isEqualTo("exited");
  }

  @Test
  void requirement6AfterTheGraceTheLastWordsAreWaitedForAndNoMore() {
    gate.arrive(GRACE);

    process.ask();
    timer.advance(GRACE);
    assertThat(process.end()).isEqualTo("running");
    timer.advance(Drain.LAST_WORDS);

    assertThat(process.end()).isEqualTo("gave way");
  }

  @Test
  void requirement6ASecondSignalEndsTheWait() {
    Passage running = gate.arrive(GRACE);

    process.ask();
    process.ask();
    running.end();

    assertThat(process.end()).isEqualTo("gave way");
  }

  @Test
  void requirement7AnApplicationThatStopsHearsNoSignals() {
    drain.forget(null);

    process.ask();

    assertThat(gate.isClosed()).isFalse();
  }
}
