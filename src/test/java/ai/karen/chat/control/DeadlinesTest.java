package ai.karen.chat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.door.control.RequestTime;
import ai.karen.problem.entity.ProblemException;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
  private final Deadlines deadlines = deadlines(Map.of());

  @Test
  void withoutAWishItIsTwoMinutes() {
    assertThat(deadlines.of(null).remaining()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void theOperatorMaySetIt() {
    assertThat(deadlines(Map.of("karen.request.deadline", "PT5S")).of(null).remaining())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void theCallerMayShortenItButNotMakeItLonger() {
    assertThat(deadlines.of(" 1500 ").remaining()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(deadlines.of("999999999999999").remaining()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "10s", "1000000000000000", "٣"})
  void whatIsNoPositiveWholeNumberIsTheCallersFault(String header) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> deadlines.of(header));

    assertThat(refused.problem().status()).isEqualTo(400);
    assertThat(refused.problem().param()).isEqualTo("x-karen-timeout-ms");
  }

  private static Deadlines deadlines(Map<String, String> values) {
    return new Deadlines(new RequestTime(TestingConfig.settings(values)), new TestingTimer());
  }
}
