package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.status.entity.SettingView;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsReportTest {

  @Test
  void requirement8UnsetKeyShowsItsDefault() {
    assertThat(report().get("karen.last-resort"))
        .isEqualTo(new SettingView("karen.last-resort", "extractive", "default", true));
  }

  @Test
  void requirement8SetKeyShowsValueAndSource() {
    assertThat(report("karen.request.deadline", "PT9S").get("karen.request.deadline"))
        .isEqualTo(new SettingView("karen.request.deadline", "PT9S", "testing", true));
  }

  @Test
  void requirement8SecretsAreMasked() {
    Map<String, SettingView> report =
        report("karen.bootstrap.api-key", "kk_live_x", "OPENAI_API_KEY", "sk-x");

    assertThat(report.get("karen.bootstrap.api-key").value()).isEqualTo("****");
    assertThat(report.get("karen.providers.openai.api-key"))
        .isEqualTo(
            new SettingView(
                "karen.providers.openai.api-key", "****", "testing: OPENAI_API_KEY", true));
  }

  @Test
  void requirement8AddressesLoseUserAndQuery() {
    String key = "karen.providers.openai.base-url";

    assertThat(report(key, "https://me:pw@host/v1?key=x").get(key).value())
        .isEqualTo("https://****@host/v1?****");
  }

  @Test
  void requirement8APasswordIsHiddenWhateverItHolds() {
    String key = "karen.redis.url";

    assertThat(report(key, "redis://:p/w@d@host:6379/0").get(key).value())
        .isEqualTo("redis://****@host:6379/0");
  }

  @Test
  void requirement8ExtrasAndOwnChainsAreKnown() {
    Map<String, SettingView> report =
        report(
            "karen.providers.extra", "vllm", "karen.chain.names", "own", "karen.chain.own", "vllm");

    assertThat(report.get("karen.providers.vllm.idle-timeout").value()).isEqualTo("PT10S");
    assertThat(report.get("karen.chain.own").value()).isEqualTo("vllm");
  }

  @Test
  void requirement8MisspeltKeyIsShownAsUnknownWithoutItsValue() {
    assertThat(report("karen.passwrod", "hunter2").get("karen.passwrod"))
        .isEqualTo(new SettingView("karen.passwrod", "****", "testing", false));
  }

  @Test
  void requirement8NameFromTheEnvironmentIsNotMisspelt() {
    assertThat(report("karen.last.resort", "none")).doesNotContainKey("karen.last.resort");
  }

  private static Map<String, SettingView> report(String... keysAndValues) {
    TestingConfig config = TestingConfig.of(keysAndValues);
    return new SettingsReport(config, new KnownSettings(new Settings(config)))
        .settings().stream().collect(Collectors.toMap(SettingView::key, Function.identity()));
  }
}
