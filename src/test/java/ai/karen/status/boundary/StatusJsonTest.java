package ai.karen.status.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.provider.entity.BreakerState;
import ai.karen.status.control.KnownSettings;
import ai.karen.status.control.SettingsReport;
import ai.karen.status.control.TestingConfig;
import ai.karen.status.control.TestingProviders;
import ai.karen.status.entity.HealthReport;
import ai.karen.status.entity.SystemHealth;
import ai.karen.status.entity.SystemRow;
import ai.karen.status.entity.SystemStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  private static final SystemRow ROW =
      new SystemRow("embeddings", SystemHealth.DEGRADED, "lexical", "2026-01-05T08:00:00Z", "");
  private static final SystemStatus STATUS =
      new SystemStatus(SystemHealth.DEGRADED, "1.2", Duration.ofMillis(61_900), List.of(ROW));

  @Test
  void requirement7TableForEverybody() {
    assertThat(StatusJson.of(STATUS))
        .hasToString(
            "{\"status\":\"DEGRADED\",\"version\":\"1.2\",\"uptime_seconds\":61,"
                + "\"systems\":[{\"name\":\"embeddings\",\"status\":\"DEGRADED\","
                + "\"mode\":\"lexical\",\"since\":\"2026-01-05T08:00:00Z\",\"reason\":null}]}");
  }

  @Test
  void requirement8InsidesForAdministrators() {
    TestingConfig config =
        TestingConfig.of("karen.retry.max-wait", "soon", "karen.providers.openai.api-key", "sk-x");
    Settings settings = new Settings(config);
    settings.duration("karen.retry.max-wait", Duration.ofSeconds(3));
    TestingProviders providers =
        new TestingProviders().chain("primary", "openai").breaker("openai", BreakerState.OPEN);

    JsonObject json =
        new AdministratorView(
                providers,
                new SettingsReport(config, new KnownSettings(settings)),
                settings,
                new TestingStoresJson())
            .addTo(StatusJson.of(STATUS), new HealthReport(List.of()));

    JsonObject provider = json.getJsonArray("providers").getJsonObject(0);
    assertThat(provider.getString("breaker")).isEqualTo("open");
    assertThat(provider.get("fault")).isEqualTo(JsonValue.NULL);
    assertThat(json.getJsonObject("chains")).hasToString("{\"primary\":[\"openai\"]}");
    assertThat(json.getJsonArray("settings_problems").getString(0))
        .startsWith("karen.retry.max-wait is \"soon\"");
    assertThat(json.toString()).doesNotContain("sk-x").contains("\"systems\":");
  }
}
