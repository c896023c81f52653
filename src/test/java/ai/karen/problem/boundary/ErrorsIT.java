package ai.karen.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.EngineClient;
import ai.karen.testing.SharedEngine;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsIT {
  private final EngineClient engine = SharedEngine.client();

  @Test
  void r1AnUnknownOpenAiPathHasOpenAisShape() {
    HttpResponse<String> answer = engine.get("/v1/nope");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(type(answer)).isEqualTo("application/json");
    assertThat(json(answer).getJsonObject("error"))
        .containsOnlyKeys("message", "type", "param", "code");
  }

  @Test
  void r1AnyOtherUnknownPathIsProblemJson() {
    HttpResponse<String> answer = engine.get("/nope");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(type(answer)).isEqualTo("application/problem+json");
    assertThat(json(answer))
        .containsOnlyKeys("type", "title", "status", "detail", "code", "next_steps", "request_id");
  }

  @Test
  void r2AWrongMethodNamesTheRightOnes() {
    HttpResponse<String> answer = engine.post("/system/status", "{}");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).get().asString().contains("GET");
    assertThat(json(answer).getString("code")).isEqualTo("method_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/v1/nope", "/WEB-INF/web.xml", "/error-page"})
  void r3NothingOfTheInsidesShows(String path) {
    HttpResponse<String> answer = engine.get(path);
    String all = answer.headers().map() + answer.body();
    assertThat(all).doesNotContainIgnoringCase("exception", "resteasy", "srve0", "liberty");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
  }

  @Test
  void r5TheCallersRequestIdComesBack() {
    HttpResponse<String> answer =
        engine.send(engine.request("/nope").header("x-request-id", "a.b-1").build());
    assertThat(answer.headers().firstValue("x-request-id")).hasValue("a.b-1");
    assertThat(json(answer).getString("request_id")).isEqualTo("a.b-1");
  }

  @Test
  void r5AnUnfitRequestIdIsReplaced() {
    HttpResponse<String> answer =
        engine.send(engine.request("/nope").header("x-request-id", "a b").build());
    assertThat(answer.headers().firstValue("x-request-id")).get().asString().hasSize(32);
  }

  @Test
  void r5ASuccessHasARequestIdToo() {
    assertThat(engine.get("/health/live").headers().firstValue("x-request-id")).isPresent();
  }

  @Test
  void r4AnErrorSaysWhetherToRetry() {
    assertThat(engine.get("/nope").headers().firstValue("x-should-retry")).hasValue("false");
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
