package ai.karen.admission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.json.entity.Json;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.TestingEngine;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An engine that is told to end while it answers. */
class DrainIT {
  private static final int STREAMS = 200;
  private static final String CHAT = "/v1/chat/completions";
  private static final String KEYS = "/api/auth/api-keys";

  /** What one of the streams costs at least: it has so many words. */
  private static final int TOKENS = 60;

  private static final String WORDS = "one two three four five six seven eight nine ten ".repeat(6);
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final ScriptedProvider provider =
      ScriptedProvider.start().always(Behaviours.paced(WORDS, Duration.ofMillis(120)));
  private TestingEngine engine;

  @AfterEach
  void stop() {
    engine.close();
    provider.close();
  }

  @Test
  void requirement6RunningStreamsAreFinishedAndTheEngineEndsWell() {
    engine = start(Map.of());
    JsonObject key = Json.readObject(engine.client().post(KEYS, "{\"scopes\":[\"chat\"]}").body());
    List<CompletableFuture<HttpResponse<String>>> streams =
        ask(STREAMS, Map.of("Authorization", "Bearer " + key.getString("key")));

    engine.terminate();

    Eventually.holds("the engine is not ready", () -> status("/health/ready") == 503);
    assertThat(engine.client().getAnonymously("/health/ready").body()).contains("draining");
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(status("/system/status")).isEqualTo(200);
    assertRefused(engine.client().post(CHAT, question(false)));
    assertThat(streams).allSatisfy(stream -> assertWhole(stream.join()));
    assertThat(engine.awaitExit(LONGEST_END)).isZero();
    assertThat(engine.logs())
        .contains("Shutting down: 200 running requests have PT1M to finish")
        .contains("every running request was finished");
    engine.restart();
    Eventually.holds(
        "what they cost is known", () -> tokensOf(key.getString("id")) >= STREAMS * TOKENS);
  }

  private int tokensOf(String id) {
    return Json.readObject(engine.client().get(KEYS + "?limit=100").body())
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(key -> key.getString("id").equals(id))
        .mapToInt(key -> key.getInt("tokens_used", 0))
        .sum();
  }

  @Test
  void requirement6WhatIsNotFinishedInTimeEndsWithAnErrorEvent() {
    engine = start(Map.of("KAREN_SHUTDOWN_GRACE", "PT1S"));
    List<CompletableFuture<HttpResponse<String>>> streams = ask(20, Map.of());
    provider.always(Behaviours.silence());
    CompletableFuture<HttpResponse<String>> silent =
        engine.client().postLater(CHAT, question(false), Map.of());
    Eventually.holds("the provider is asked", () -> provider.counters().inFlight() == 21);

    engine.terminate();

    assertThat(streams).allSatisfy(stream -> assertInterrupted(stream.join()));
    assertThat(silent.join().statusCode()).isEqualTo(503);
    assertThat(silent.join().body()).contains("\"code\":\"shutting_down\"");
    assertThat(engine.awaitExit(LONGEST_END)).isEqualTo(143);
  }

  @Test
  void requirement6ASecondSignalEndsTheWait() {
    engine = start(Map.of());
    List<CompletableFuture<HttpResponse<String>>> streams = ask(20, Map.of());

    engine.terminate();
    Eventually.holds("the engine is not ready", () -> status("/health/ready") == 503);
    engine.terminate();

    assertThat(streams).allSatisfy(stream -> assertInterrupted(stream.join()));
    assertThat(engine.awaitExit(LONGEST_END)).isEqualTo(143);
  }

  private TestingEngine start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("KAREN_PROVIDERS_EXTRA", "slow");
    settings.put("KAREN_PROVIDERS_SLOW_BASE_URL", provider.baseUrl());
    settings.put("KAREN_PROVIDERS_SLOW_MODEL", "slow-model");
    settings.put("KAREN_CHAIN_NAMES", "slow");
    settings.put("KAREN_CHAIN_SLOW", "slow");
    settings.put("KAREN_DEFAULT_CHAIN", "slow");
    return TestingEngine.start(settings);
  }

  private List<CompletableFuture<HttpResponse<String>>> ask(
      int streams, Map<String, String> headers) {
    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, streams)
            .mapToObj(number -> engine.client().postLater(CHAT, question(true), headers))
            .toList();
    Eventually.holds("all are asked", () -> provider.counters().inFlight() == streams);
    Eventually.holds("all are answered", () -> provider.counters().events() > 4L * streams);
    return asked;
  }

  private static String question(boolean streaming) {
    return "{\"model\":\"slow\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":"
        + streaming
        + "}";
  }

  private int status(String path) {
    return engine.client().getAnonymously(path).statusCode();
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Connection"))
        .hasValueSatisfying(value -> assertThat(value).isEqualToIgnoringCase("close"));
    assertThat(answer.body()).contains("\"code\":\"shutting_down\"");
  }

  private static void assertWhole(HttpResponse<String> answer) {
    StreamedAnswer stream = StreamedAnswer.of(answer.body());
    assertThat(stream.isDone()).isTrue();
    assertThat(stream.text()).isEqualTo(WORDS);
  }

  private static void assertInterrupted(HttpResponse<String> answer) {
    StreamedAnswer stream = StreamedAnswer.of(answer.body());
    assertThat(stream.isDone()).isFalse();
    assertThat(stream.lastChunk().getJsonObject("error").getString("message"))
        .contains("the engine is shutting down");
  }
}
