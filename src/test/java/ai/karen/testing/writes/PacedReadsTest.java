package ai.karen.testing.writes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import org.junit.jupiter.api.Test;

/** Reads that notice nothing would prove nothing. */
class PacedReadsTest {
  private static final int RATE = 500;
  private static final int ENOUGH = 60;

  @Test
  void aSoundEngineHasNoViolations() {
    try (DoubtfulEngine engine = DoubtfulEngine.start(DoubtfulEngine.Habit.SOUND)) {
      PacedReads reads = enough(engine);
      assertThat(reads.violations()).isEmpty();
      assertThat(reads.figures().acknowledged()).isGreaterThanOrEqualTo(ENOUGH);
    }
  }

  /** It loses one message in seven. */
  @Test
  void anAnswerThatLacksWhatWasSaidIsNoticed() {
    try (DoubtfulEngine engine = DoubtfulEngine.start(DoubtfulEngine.Habit.LOSES)) {
      assertThat(enough(engine).violations()).isEmpty();
      assertThat(enough(engine).violations()).isNotEmpty();
    }
  }

  private static PacedReads enough(DoubtfulEngine engine) {
    PacedReads reads = PacedReads.start(engine.client(), RATE);
    Eventually.holds("enough was read", () -> reads.figures().acknowledged() >= ENOUGH);
    return reads.stop();
  }
}
