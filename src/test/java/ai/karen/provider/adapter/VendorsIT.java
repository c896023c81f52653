package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.Metrics;
import ai.karen.testing.ProviderView;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.SilentPort;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.Wire;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The known vendors, with what holds for them before the operator says anything, and with what the
 * operator says.
 */
class VendorsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String BEGINNING = "The answer is ";
  private static final String ANSWER = BEGINNING + "forty-two, as always.";
  private static final Behaviour BUSY = Behaviours.error(503, "overloaded", "busy");
  private static final List<String> VENDORS =
      List.of("deepseek", "ollama", "openai", "gemini", "claude", "other");

  private static final Map<String, ScriptedProvider> PROVIDERS = new LinkedHashMap<>();
  private static final SilentPort SILENT = SilentPort.open();
  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new LinkedHashMap<>();
    Stream.concat(VENDORS.stream(), Stream.of("breaking"))
        .forEach(id -> PROVIDERS.put(id, ScriptedProvider.start()));
    PROVIDERS.forEach(
        (id, provider) -> {
          settings.put(setting(id, "BASE_URL"), provider.baseUrl());
          settings.put(setting(id, "API_KEY"), "secret-of-" + id);
          settings.put(setting(id, "MODEL"), "model-of-" + id);
          settings.put("KAREN_CHAIN_RESCUEBY" + id.toUpperCase(Locale.ROOT), "breaking," + id);
          settings.put("KAREN_CHAIN_ONLY" + id.toUpperCase(Locale.ROOT), id);
        });
    settings.put("KAREN_CHAIN_SILENTFIRST", "silent,other");
    settings.put(
        "KAREN_CHAIN_NAMES",
        "silentfirst,rescueby"
            + String.join(",rescueby", VENDORS)
            + ",only"
            + String.join(",only", VENDORS));
    settings.put("KAREN_DEFAULT_CHAIN", "onlydeepseek");
    settings.put("KAREN_PROVIDERS_EXTRA", "breaking,claude,other,silent");
    settings.put(setting("claude", "TYPE"), "anthropic");
    settings.put(setting("silent", "BASE_URL"), "http://127.0.0.1:" + SILENT.number() + "/v1");
    settings.put(setting("silent", "MODEL"), "model-of-silent");
    settings.put(setting("silent", "CONNECT_TIMEOUT"), "PT0.5S");
    settings.put(setting("breaking", "BREAKER_VOLUME"), "10000");
    settings.putAll(breakers());
    engine = TestingEngine.start(settings);
  }

  /** One tighter than usual, one more patient, and one that bears more failures. */
  private static Map<String, String> breakers() {
    return Map.of(
        setting("deepseek", "BREAKER_VOLUME"), "4",
        setting("deepseek", "BREAKER_RATIO"), "1.0",
        setting("deepseek", "BREAKER_DELAY"), "PT1S",
        setting("deepseek", "BREAKER_SUCCESSES"), "1",
        setting("openai", "BREAKER_VOLUME"), "40",
        setting("gemini", "BREAKER_VOLUME"), "4",
        setting("gemini", "BREAKER_RATIO"), "1.0");
  }

  @AfterAll
  static void stop() {
    engine.close();
    PROVIDERS.values().forEach(ScriptedProvider::close);
    SILENT.close();
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek, true",
    "ollama, true",
    "claude, true",
    "openai, false",
    "gemini, false",
    "other, false"
  })
  void goingOnWithAnothersAnswerIsOnForTheVendorsThatCanAndOffForTheRest(
      String vendor, boolean goesOn) {
    PROVIDERS.get("breaking").always(Behaviours.cutAfter(BEGINNING));
    PROVIDERS
        .get(vendor)
        .always(vendor.equals("claude") ? claude() : Behaviours.continuing(ANSWER));

    StreamedAnswer answer = StreamedAnswer.of(ask("rescueby" + vendor, true).body());

    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
    JsonArray asked = PROVIDERS.get(vendor).lastRequest().json().getJsonArray("messages");
    JsonObject last = asked.getJsonObject(asked.size() - 1);
    assertThat(last.getString("role")).isEqualTo(goesOn ? "assistant" : "user");
    assertThat(last.toString().contains(BEGINNING.strip())).isEqualTo(goesOn);
    assertThat(last.containsKey("prefix"))
        .as("how DeepSeek, and nobody else, is told to go on")
        .isEqualTo(vendor.equals("deepseek"));
  }

  @Test
  void aVendorsBreakerOpensAndClosesAsTheOperatorSetsItAndHealthTellsSo() {
    ScriptedProvider deepseek = PROVIDERS.get("deepseek").always(BUSY);
    int before = deepseek.requests().size();

    ask("onlydeepseek", 8);

    assertThat(deepseek.requests()).hasSize(before + 4);
    JsonObject open = view("deepseek");
    assertThat(open.getString("breaker")).isEqualTo("open");
    Instant next = Instant.parse(open.getString("next_attempt"));
    assertThat(next).isBefore(Instant.now().plusSeconds(1));
    assertThat(engine.client().getAnonymously("/health/ready").body())
        .contains("\"mode\":\"extractive\"", "deepseek has an open circuit breaker");
    deepseek.always(Behaviours.answer("Well again."));
    LockSupport.parkNanos(Duration.between(Instant.now(), next).plusMillis(50).toNanos());
    assertThat(ask("onlydeepseek", false).body()).contains("Well again.");
    assertThat(view("deepseek").getString("breaker"))
        .as("one success is enough")
        .isEqualTo("closed");
    assertThat(engine.client().getAnonymously("/health/ready").body())
        .doesNotContain("open circuit breaker");
  }

  /** Its guard alone would let another in with each delay. */
  @Test
  void aTrialThatLastsLongerThanAVendorsDelayHoldsItsPlace() {
    ScriptedProvider deepseek = PROVIDERS.get("deepseek").always(BUSY);
    ask("onlydeepseek", 4);
    awaitTrials();
    CountDownLatch end = new CountDownLatch(1);
    deepseek.always(lasting(end));
    CompletableFuture<HttpResponse<String>> trial =
        engine.client().postLater(CHAT, question("onlydeepseek", true), Map.of());
    Eventually.holds("the trial runs", () -> deepseek.counters().inFlight() == 1);

    awaitTrials();

    assertThat(ask("onlydeepseek", false).body()).contains("karen-extractive");
    assertThat(deepseek.counters().inFlight()).isEqualTo(1);
    end.countDown();
    assertThat(StreamedAnswer.of(trial.join().body()).isDone()).isTrue();
    assertThat(view("deepseek").getString("breaker")).isEqualTo("closed");
  }

  @Test
  void aVendorsBreakerWaitsForTheVolumeThatTheOperatorSets() {
    ScriptedProvider openai = PROVIDERS.get("openai").always(BUSY);
    int before = openai.requests().size();

    ask("onlyopenai", 20);

    assertThat(openai.requests()).hasSizeGreaterThanOrEqualTo(before + 20);
    assertThat(view("openai").getString("breaker")).isEqualTo("closed");
  }

  @Test
  void aVendorsBreakerBearsTheShareOfFailuresThatTheOperatorSets() {
    ScriptedProvider gemini =
        PROVIDERS.get("gemini").always(Behaviours.inTurn(BUSY, Behaviours.answer("Well.")));
    int before = gemini.requests().size();

    ask("onlygemini", 12);

    assertThat(gemini.requests()).hasSizeGreaterThanOrEqualTo(before + 12);
    assertThat(view("gemini").getString("breaker")).isEqualTo("closed");
  }

  @Test
  void theGuardOfAVendorCountsAStreamThatBreaksAfterItsFirstToken() {
    ScriptedProvider ollama = PROVIDERS.get("ollama").always(Behaviours.cutAfter(BEGINNING));
    int before = ollama.requests().size();
    double failures = failures("ollama.OllamaProvider");

    ask("onlyollama", true);

    assertThat(failures("ollama.OllamaProvider") - failures)
        .isPositive()
        .isEqualTo(ollama.requests().size() - before);
  }

  @Test
  void aConnectionThatNobodyTakesIsGivenUpAtItsTimerAndNotTriedAgain() {
    PROVIDERS.get("other").always(Behaviours.answer("Hello from the other."));
    long start = System.nanoTime();

    HttpResponse<String> response = ask("silentfirst", false);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(500), Duration.ofMillis(2_500));
    assertThat(response.body()).contains("Hello from the other.");
    assertThat(
            json(response)
                .getJsonObject("karen")
                .getJsonArray("attempts")
                .getValuesAs(JsonObject.class))
        .extracting(attempt -> attempt.getString("provider") + " " + attempt.getString("outcome"))
        .containsExactly("silent silent", "other ok");
    assertThat(view("silent").getString("last_error"))
        .contains("did not take a connection within the connect timeout");
  }

  /** A stream that flows until the test has seen enough. */
  private static Behaviour lasting(CountDownLatch end) {
    return (request, conversation) -> {
      conversation.openStream();
      while (end.getCount() > 0) {
        conversation.event(Wire.content("word "));
        conversation.pause(Duration.ofMillis(50));
      }
      conversation.event(Wire.finish());
      conversation.event("[DONE]");
      conversation.closeStream();
    };
  }

  /** In the words of the Messages API, which have no other end than their own. */
  private static Behaviour claude() {
    return Behaviours.events(
        List.of(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"claude\","
                + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,"
                + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\" forty-two, as always.\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                + "\"usage\":{\"output_tokens\":7}}",
            "{\"type\":\"message_stop\"}"));
  }

  private static double failures(String adapter) {
    return Metrics.sum(
        engine.client(),
        "ft_circuitbreaker_calls_total",
        adapter + ".chat",
        "circuitBreakerResult=\"failure\"");
  }

  private static void ask(String chain, int times) {
    for (int call = 0; call < times; call++) {
      assertThat(ask(chain, false).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> ask(String chain, boolean streaming) {
    return engine.client().post(CHAT, question(chain, streaming));
  }

  private static String question(String chain, boolean streaming) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":%s}"
        .formatted(chain, streaming);
  }

  /** The server's own clock can't be turned from here; DeepSeek's breaker opens for a second. */
  private static void awaitTrials() {
    LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
  }

  private static JsonObject view(String provider) {
    return ProviderView.of(engine.client(), provider);
  }

  private static String setting(String provider, String name) {
    return "KAREN_PROVIDERS_" + provider.toUpperCase(Locale.ROOT) + "_" + name;
  }

  private static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
