package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
  private static final BodyLimit SETTING = new BodyLimit(100, true);

  @Test
  void r4ALengthAtTheLimitFitsAndOneMoreDoesNot() {
    SETTING.requireFit(100);
    SETTING.requireFit(-1);

    assertThat(refusal(SETTING, 101).status()).isEqualTo(413);
    assertThat(refusal(SETTING, 101).code()).isEqualTo("request_too_large");
  }

  @Test
  void theLowerLimitCounts() {
    BodyLimit fixed = SETTING.atMost(10);

    fixed.requireFit(10);
    assertThat(refusal(fixed, 11).message()).contains("10 bytes");
    assertThat(SETTING.atMost(100)).isEqualTo(SETTING);
    assertThat(SETTING.atMost(1_000)).isEqualTo(SETTING);
  }

  @Test
  void onlyWhatCanBeSetIsNamedAsASetting() {
    assertThat(refusal(SETTING, 101).nextSteps().toString()).contains("karen.http.max-body");
    assertThat(refusal(SETTING.atMost(10), 11).nextSteps().toString())
        .contains("Send less.")
        .doesNotContain("karen.");
  }

  private static Problem refusal(BodyLimit limit, long length) {
    return catchThrowableOfType(ProblemException.class, () -> limit.requireFit(length)).problem();
  }
}
