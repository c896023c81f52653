package ai.karen.status;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.status.adapter.metrics.Exposition;
import ai.karen.testing.EngineClient;
import ai.karen.testing.TestingEngine;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see of an engine at which nothing is configured, after one question. */
class OperationsIT {
  private static final String QUESTION =
      """
      {"model":"primary","messages":[{"role":"user","content":"What did Ada write?"}]}\
      """;

  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    engine = TestingEngine.start(Map.of());
    engine.client().post("/v1/chat/completions", QUESTION);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void requirement2HealthIsPublicAndNeverKept(String path) {
    HttpResponse<String> answer = client().getAnonymously(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(json(answer).getString("status")).isEqualTo("UP");
    assertThat(json(answer).getJsonArray("checks")).isNotEmpty();
  }

  @Test
  void requirement2HeadIsAnswered() {
    HttpRequest head =
        HttpRequest.newBuilder(URI.create(client().baseUrl() + "/health/ready"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    assertThat(client().send(head).statusCode()).isEqualTo(200);
  }

  @Test
  void requirement2ReadyNamesModeSinceAndReason() {
    JsonObject data =
        checks("/health/ready")
            .filter(check -> check.getString("name").equals("providers"))
            .map(check -> check.getJsonObject("data"))
            .findFirst()
            .orElseThrow();

    assertThat(data.getString("mode")).isEqualTo("extractive");
    assertThat(data.getString("reason")).contains("last resort");
    assertThat(Instant.parse(data.getString("since"))).isBefore(Instant.now());
  }

  @Test
  void requirement1LiveTouchesNoDependency() {
    assertThat(checks("/health/live").map(check -> check.getString("name")))
        .containsExactly("engine");
  }

  @Test
  void requirement6MetricsNeedTheScope() {
    assertThat(client().getAnonymously("/metrics").statusCode()).isEqualTo(401);
  }

  @Test
  void requirement6MetricsAreValidAndComeFromAllRegistries() {
    client().getAnonymously("/health");
    HttpResponse<String> answer = client().get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4")
        .containsIgnoringCase("charset=utf-8");
    assertThat(Exposition.parse(answer.body()).families())
        .contains(
            "karen_http_requests_total",
            "karen_http_request_duration_seconds",
            "karen_provider_breaker_state",
            "jvm_uptime_seconds",
            "threadpool_size");
  }

  @Test
  void requirement5LatenciesHaveBuckets() {
    client().getAnonymously("/health");

    assertThat(client().get("/metrics").body())
        .contains("# TYPE karen_http_request_duration_seconds histogram")
        .contains("karen_http_request_duration_seconds_bucket{le=\"0.005\"");
  }

  @Test
  void requirement5NothingThatACallerInventsBecomesALabel() {
    client().getAnonymously("/invented/path");
    client()
        .send(
            HttpRequest.newBuilder(URI.create(client().baseUrl() + "/health"))
                .method("INVENTED", BodyPublishers.noBody())
                .build());

    assertThat(client().get("/metrics").body())
        .doesNotContainIgnoringCase("invented")
        .contains("route=\"unmatched\"");
  }

  @Test
  void requirement5QuestionIsCountedWhereItWent() {
    assertThat(client().get("/metrics").body())
        .contains("karen_requests_total{chain=\"primary\"")
        .contains("karen_provider_attempts_total{mp_scope=\"application\",outcome=\"transient\"")
        .contains("karen_answers_total{chain=\"primary\",model=\"karen-extractive\"");
  }

  @Test
  void requirement9LogTellsWhoAnsweredAndNotWhatWasSaid() throws IOException {
    String log = Files.readString(engine.dataFolder().resolve("logs").resolve("messages.log"));

    assertThat(log).contains("provider=extractive").doesNotContain("Ada");
  }

  @Test
  void requirement7StatusIsPublicAndShowsNoInsides() {
    JsonObject status = json(client().getAnonymously("/system/status"));

    assertThat(status.keySet())
        .containsExactlyInAnyOrder("status", "version", "uptime_seconds", "systems");
    assertThat(status.getString("status")).isEqualTo("DEGRADED");
    assertThat(status.getString("version")).isNotBlank().doesNotContain("$");
  }

  @Test
  void requirement8AdministratorSeesTheInsidesWithoutSecrets() {
    HttpResponse<String> answer = client().get("/system/status");

    assertThat(json(answer).keySet())
        .contains("providers", "chains", "settings", "settings_problems");
    assertThat(json(answer).getJsonObject("stores").getJsonObject("redis").getString("mode"))
        .isEqualTo("memory");
    assertThat(answer.body()).doesNotContain(TestingEngine.KEY);
  }

  @Test
  void requirement11DescriptionComesInBothFormats() {
    HttpResponse<String> yaml = client().getAnonymously("/openapi");
    HttpResponse<String> json = client().getAnonymously("/openapi?format=JSON");

    assertThat(yaml.body()).contains("openapi: 3.1");
    assertThat(yaml.headers().firstValue("Content-Type").orElseThrow()).contains("yaml");
    assertThat(json(json).getJsonObject("paths").keySet()).contains("/health", "/system/status");
  }

  private static Stream<JsonObject> checks(String path) {
    List<JsonObject> checks =
        json(client().getAnonymously(path))
            .getJsonArray("checks")
            .getValuesAs(JsonValue::asJsonObject);
    return checks.stream();
  }

  private static EngineClient client() {
    return engine.client();
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
