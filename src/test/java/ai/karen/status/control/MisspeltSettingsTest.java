package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisspeltSettingsTest {

  @Test
  void requirement4MisspeltNameIsTold() {
    assertThat(sentences("karen.rety.max-wait", "PT1S", "karen.retry.max-wait", "PT1S"))
        .containsExactly(
            "karen.rety.max-wait is not a setting of Karen; did you mean karen.retry.max-wait?");
  }

  @Test
  void requirement4MisspeltNameFromTheEnvironmentIsTold() {
    assertThat(sentences("karen.rety.max.wait", "PT1S"))
        .containsExactly(
            "karen.rety.max.wait is not a setting of Karen; did you mean karen.retry.max-wait?");
  }

  @Test
  void nameThatIsNearNoSettingSuggestsNone() {
    assertThat(sentences("karen.port.8000.tcp.addr", "10.0.0.1"))
        .containsExactly("karen.port.8000.tcp.addr is not a setting of Karen.");
  }

  @Test
  void goodNamesAreNoWordWorth() {
    assertThat(sentences("karen.last.resort", "none", "java.home", "/")).isEmpty();
  }

  private static List<String> sentences(String... keysAndValues) {
    TestingConfig config = TestingConfig.of(keysAndValues);
    KnownSettings known = new KnownSettings(new Settings(config));
    return new MisspeltSettings(new SettingsReport(config, known)).sentences();
  }
}
