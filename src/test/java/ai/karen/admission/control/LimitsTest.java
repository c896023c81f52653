package ai.karen.admission.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.TestingConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void asDelivered4096RequestsRunAnd1024Wait() {
    assertThat(Limits.of(TestingConfig.settings(Map.of()))).isEqualTo(new Limits(4_096, 1_024));
  }

  @Test
  void theOperatorSetsBoth() {
    Map<String, String> values = Map.of("karen.http.max-in-flight", "7", "karen.http.queue", "0");

    assertThat(Limits.of(TestingConfig.settings(values))).isEqualTo(new Limits(7, 0));
  }
}
