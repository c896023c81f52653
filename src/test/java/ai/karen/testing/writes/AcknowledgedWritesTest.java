package ai.karen.testing.writes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A check that notices nothing would prove nothing. */
class AcknowledgedWritesTest {
  private static final int RATE = 1_000;
  private static final int CLIENTS = 6;
  private static final int ENOUGH = 150;

  @Test
  void aSoundEngineHasNoViolations() {
    against(
        DoubtfulEngine.Habit.SOUND,
        load -> {
          assertThat(load.checkByEngine().violations()).isEmpty();
          assertThat(load.figures().unreadable()).isEmpty();
          assertThat(load.figures().wrongAnswers()).isEmpty();
          assertThat(load.figures().acknowledged()).isGreaterThanOrEqualTo(ENOUGH);
          assertThat(load.figures().streamed()).isBetween(ENOUGH / 30, ENOUGH);
        });
  }

  @Test
  void lossesAreNoticedAtOnceAndInTheEnd() {
    against(
        DoubtfulEngine.Habit.LOSES,
        load -> {
          assertThat(load.figures().unreadable()).isNotEmpty();
          assertThat(load.checkByEngine().lost()).isNotEmpty();
        });
  }

  @Test
  void doublesAreNoticed() {
    against(
        DoubtfulEngine.Habit.DOUBLES,
        load -> assertThat(load.checkByEngine().doubled()).isNotEmpty());
  }

  @Test
  void whatWasRefusedAndIsThereIsNoticed() {
    against(
        DoubtfulEngine.Habit.REFUSES_AND_KEEPS,
        load -> {
          assertThat(load.figures().refused()).isPositive();
          assertThat(load.checkByEngine().halfWritten()).isNotEmpty();
          assertThat(load.checkByEngine().alone()).isEmpty();
        });
  }

  @Test
  void questionsThatAreToldToBeKeptAreNoticedAsSuch() {
    against(
        DoubtfulEngine.Habit.LEAVES_ALONE,
        load -> {
          WriteCheck check = load.checkByEngine();
          assertThat(check.alone()).isNotEmpty();
          assertThat(check.halfWritten()).isEmpty();
          assertThat(check.violations()).anyMatch(WriteCheck::isQuestionAlone);
        });
  }

  @Test
  void questionsThatAreToldToBeKeptAndAreNotThereAreNoticed() {
    against(
        DoubtfulEngine.Habit.FORGETS_QUESTIONS,
        load -> {
          assertThat(load.checkByEngine().lost()).isNotEmpty();
          assertThat(load.checkByEngine().alone()).isEmpty();
        });
  }

  @Test
  void anotherOrderIsNoticed() {
    against(
        DoubtfulEngine.Habit.REVERSES,
        load -> assertThat(load.checkByEngine().misplaced()).isNotEmpty());
  }

  @Test
  void refusalsOfAnotherKindAreNoticed() {
    against(
        DoubtfulEngine.Habit.FAILS, load -> assertThat(load.figures().wrongAnswers()).isNotEmpty());
  }

  @Test
  void wordsThatAStreamLacksAreNoticed() {
    against(
        DoubtfulEngine.Habit.SKIPS_WORDS,
        load -> {
          assertThat(load.figures().streamed()).isPositive();
          assertThat(load.figures().wrongAnswers())
              .isNotEmpty()
              .allMatch(wrong -> wrong.startsWith("stream"));
        });
  }

  private static void against(DoubtfulEngine.Habit habit, Consumer<AcknowledgedWrites> check) {
    try (DoubtfulEngine engine = DoubtfulEngine.start(habit)) {
      AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE, CLIENTS);
      Eventually.holds("enough was written", () -> load.figures().acknowledged() >= ENOUGH);
      check.accept(load.stop());
    }
  }
}
