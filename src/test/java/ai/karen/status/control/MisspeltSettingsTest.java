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
    assertThat(sentences("karen.of.nothing.like.it", "x"))
        .containsExactly("karen.of.nothing.like.it is not a setting of Karen.");
  }

  @Test
  void requirement4WhatKubernetesSetsForServicesOfThatNameIsNoMistakeOfAnybodys() {
    assertThat(
            sentences(
                "karen.service.host", "10.0.0.1",
                "karen.service.port", "8000",
                "karen.service.port.https", "8443",
                "karen.port", "tcp://10.0.0.1:8000",
                "karen.port.8000.tcp", "tcp://10.0.0.1:8000",
                "karen.port.8000.tcp.addr", "10.0.0.1",
                "karen.port.8000.tcp.port", "8000",
                "karen.port.8000.tcp.proto", "tcp",
                "karen.port[8443]tcp", "tcp://10.0.0.1:8443",
                "karen.port[8443]tcp.addr", "10.0.0.1",
                "karen.gateway.service.host", "10.0.0.2",
                "karen.gateway.port", "tcp://10.0.0.2:80"))
        .isEmpty();
  }

  @Test
  void requirement4APortThatSomebodyMeantForTheEngineIsTold() {
    assertThat(sentences("karen.port", "8000", "karen.htp.port", "8000"))
        .containsExactly(
            "karen.htp.port is not a setting of Karen; did you mean karen.http.port?",
            "karen.port is not a setting of Karen.");
  }

  @Test
  void requirement4EverySettingOfTheDesignIsKnown() {
    assertThat(sentences("karen.models.dir", "/models")).isEmpty();
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
