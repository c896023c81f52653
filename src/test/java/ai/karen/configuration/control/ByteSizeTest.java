package ai.karen.configuration.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({"10 MB,10000000", "1kB,1000", "16 MiB,16777216", "2 gib,2147483648", "7,7", "7 B,7"})
  void readsUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1 MB", "ten", "10 MBs", "1.5 MB", "MB", "9999999999"})
  void r2AnUnusableSizeIsNamed(String text) {
    Settings settings = TestingConfig.settings(Map.of("karen.http.max-body", text));
    assertThat(settings.size("karen.http.max-body", 5)).isEqualTo(5);
    assertThat(settings.problems())
        .extracting(SettingProblem::sentence)
        .containsExactly(
            "karen.http.max-body is \"" + text + "\"; it must be a size such as 10 MB");
  }
}
