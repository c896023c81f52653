package ai.karen.status;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.TestingEngine;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnusableSettingIT {

  @Test
  void requirement4UnusableSettingKeepsTheEngineUnreadyAndIsNamed() {
    try (TestingEngine engine = TestingEngine.launch(Map.of("KAREN_LAST_RESORT", "magic"))) {
      HttpResponse<String> ready = engine.client().awaitAnswer();

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("karen.last-resort is \\\"magic\\\"; it must be one of");
      assertThat(engine.client().getAnonymously("/health/live").statusCode()).isEqualTo(200);
      assertThat(engine.client().getAnonymously("/system/status").body())
          .startsWith("{\"status\":\"FAIL\"");
    }
  }

  @Test
  void requirement4SoDoSettingsOfTheDefence() {
    Map<String, String> settings =
        Map.of(
            "KAREN_HTTP_TRUSTED_PROXIES", "proxy.example.com",
            "KAREN_HTTP_CORS_ORIGINS", "*",
            "KAREN_HTTP_ALLOWED_ORIGINS", "friend.example",
            "KAREN_LOGIN_FAILURES", "0",
            "KAREN_ANOMALY_HIGH_RISK", "1000",
            "KAREN_RETENTION_EVENTS", "long",
            "KAREN_CSRF_LIFE", "short",
            "KAREN_SESSION_ACCESS_LIFE", "PT11M",
            "KAREN_SESSION_VALIDATION_CACHE", "PT31S",
            "KAREN_RETRY_MAX_WAIT", "a while");
    try (TestingEngine engine = TestingEngine.launch(settings)) {
      HttpResponse<String> ready = engine.client().awaitAnswer();

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .contains(
              "karen.http.trusted-proxies",
              "karen.http.cors.origins",
              "karen.http.allowed-origins",
              "karen.login.failures",
              "karen.anomaly.high-risk",
              "karen.retention.events",
              "karen.csrf.life",
              "karen.session.access-life is \\\"PT11M\\\"; it must be at most PT10M",
              "karen.session.validation-cache is \\\"PT31S\\\"; it must be at most PT30S",
              "karen.retry.max-wait");
    }
  }

  @Test
  void anAddressThatLeadsToMetadataIsRefusedWhateverItsSpelling() {
    Map<String, String> settings =
        Map.of(
            "OPENAI_API_KEY", "sk-never-sent",
            "KAREN_PROVIDERS_OPENAI_BASE_URL", "http://2852039166/v1",
            "GEMINI_API_KEY", "never-sent",
            "KAREN_PROVIDERS_GEMINI_BASE_URL", "http://[::ffff:169.254.169.254]/v1");
    try (TestingEngine engine = TestingEngine.launch(settings)) {
      HttpResponse<String> ready = engine.client().awaitAnswer();

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .contains("karen.providers.openai.base-url", "karen.providers.gemini.base-url");
      assertThat(engine.client().get("/system/status").body())
          .contains("no usable base URL")
          .doesNotContain("never-sent");
    }
  }
}
