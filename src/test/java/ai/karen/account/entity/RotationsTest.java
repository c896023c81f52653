package ai.karen.account.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationsTest {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration OVERLAP = LoginSession.OVERLAP;

  /** As dense as it may be: young ones are young, and old ones old within a second. */
  @ParameterizedTest
  @ValueSource(longs = {20, 100, 400, 1_000, 5_000, 20_000})
  void eachIsJudgedByItsAgeHoweverManyThereAre(long pauseMillis) {
    String column = "";
    for (long value = 0; value <= 20_000 / pauseMillis; value++) {
      Instant now = at(value, pauseMillis);
      column = Rotations.add(column, value, now, now.minus(OVERLAP));
      assertThat(Moments.read(column)).hasSizeLessThanOrEqualTo(Rotations.MOST);
    }
    Instant now = START.plusSeconds(20);
    for (long value = 0; value < 20_000 / pauseMillis; value++) {
      boolean isYoung = Rotations.isSince(now.minus(OVERLAP), value, column);
      Duration age = Duration.between(at(value, pauseMillis), now);
      if (age.compareTo(OVERLAP) <= 0) {
        assertThat(isYoung).as(age + " old").isTrue();
      } else if (age.compareTo(OVERLAP.plusSeconds(1)) > 0) {
        assertThat(isYoung).as(age + " old").isFalse();
      }
    }
  }

  private static Instant at(long value, long pauseMillis) {
    return START.plusMillis(value * pauseMillis);
  }
}
