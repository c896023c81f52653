package ai.karen.conversation.control.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Instant START = Instant.parse("2026-11-29T20:00:00Z");

  private final Rounds rounds = new Rounds();

  @Test
  void theFirstRoundBeginsWithTheOldestAndGoesOnWhereItWas() {
    assertThat(rounds.place(START)).contains(Instant.EPOCH);
    rounds.passed(START.minusSeconds(5_000));

    assertThat(rounds.place(START)).contains(START.minusSeconds(5_000));
  }

  @Test
  void theNextRoundBeginsAfterItsPause() {
    rounds.done(START);

    assertThat(rounds.place(START.plus(Rounds.PAUSE).minusMillis(1))).isEmpty();
    assertThat(rounds.place(START.plus(Rounds.PAUSE))).contains(Instant.EPOCH);
  }

  @Test
  void theTimeInWhichTheDatabaseWasNotSeenIsGoneThroughUntilNothingOfItComesAnyMore() {
    rounds.done(START);
    Instant lost = START.plusSeconds(60);
    Instant back = lost.plus(Duration.ofMinutes(30));
    for (Instant now = lost; !now.isAfter(back); now = now.plusSeconds(1)) {
      rounds.unseen(now);
    }
    Instant begin = lost.minus(Rounds.DOUBT);

    assertThat(rounds.place(back)).contains(begin);
    rounds.passed(back);
    rounds.done(back);
    assertThat(rounds.place(back.plusSeconds(30))).as("again").contains(begin);
    rounds.done(back.plus(Rounds.DOUBT));

    assertThat(rounds.place(back.plus(Rounds.DOUBT).plusSeconds(60))).isEmpty();
  }

  @Test
  void aRoundThatHasNotComeSoFarGoesOnWhereItWas() {
    rounds.passed(START.minus(Duration.ofDays(9)));
    rounds.unseen(START);

    assertThat(rounds.place(START)).contains(START.minus(Duration.ofDays(9)));
  }
}
