package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.chat.control.Deadlines;
import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.Wire;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An engine whose default chain is a vendor without a key, a vendor with one, and a server of the
 * operator's; with a deadline of two seconds and without a last resort.
 */
class OwnChainIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String ASK =
      "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":%s%s}";
  private static final String OPENAI = "openai/gpt";
  private static final String USAGE =
      "{\"id\":\"x\",\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":41}}";

  private static ScriptedProvider openAi;
  private static ScriptedProvider own;
  private static TestingEngine engine;

  private final EngineClient client = engine.client();
  private final int askedBefore = own.requests().size();

  @BeforeAll
  static void start() {
    openAi = ScriptedProvider.start();
    own = ScriptedProvider.start();
    engine =
        TestingEngine.start(
            Map.of(
                "OPENAI_API_KEY", "secret",
                "KAREN_PROVIDERS_OPENAI_BASE_URL", openAi.baseUrl(),
                "KAREN_PROVIDERS_EXTRA", "own",
                "KAREN_PROVIDERS_OWN_BASE_URL", own.baseUrl(),
                "KAREN_PROVIDERS_OWN_MODEL", "own-model",
                "KAREN_CHAIN_NAMES", "mine",
                "KAREN_CHAIN_MINE", "gemini,openai,own",
                "KAREN_DEFAULT_CHAIN", "mine",
                "KAREN_LAST_RESORT", "none",
                "KAREN_REQUEST_DEADLINE", "PT2S"));
  }

  @AfterAll
  static void stop() {
    engine.close();
    openAi.close();
    own.close();
  }

  @BeforeEach
  void answer() {
    openAi.always(Behaviours.answer("Hello from the vendor."));
    own.always(Behaviours.answer("Hello from our own."));
  }

  @Test
  void tokensAreCountedAndTheCallerGetsThemOnlyWhenItAsked() {
    openAi.always(Behaviours.events(List.of(Wire.content("Hi"), Wire.finish(), USAGE, "[DONE]")));
    double before = tokens();

    StreamedAnswer silent = stream("");
    assertThat(openAi.lastRequest().body()).contains("\"include_usage\":true");
    assertThat(silent.chunks()).noneMatch(chunk -> chunk.containsKey("usage"));
    assertThat(silent.lastChunk()).containsKey("karen");
    assertThat(silent.isDone()).isTrue();
    assertThat(tokens() - before).isEqualTo(41);

    StreamedAnswer told = stream(",\"stream_options\":{\"include_usage\":true}");
    assertThat(told.lastChunk()).containsKeys("usage", "karen");
    assertThat(tokens() - before).isEqualTo(82);
  }

  @Test
  void theOperatorsDeadlineHoldsForWhoNamesNoneAndForWhoWantsMore() {
    openAi.always(Behaviours.silence());
    own.always(Behaviours.silence());

    List<CompletableFuture<Duration>> times =
        Stream.of(Map.<String, String>of(), Map.of(Deadlines.HEADER, "600000"))
            .map(this::timeToDeadline)
            .toList();

    assertThat(times)
        .extracting(CompletableFuture::join)
        .allSatisfy(
            time -> assertThat(time).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4)));
  }

  @Test
  void aVendorWithoutAKeyIsNotMissedInAChain() {
    HttpResponse<String> response = ask("mine", false);

    assertThat(response.body()).contains("Hello from the vendor.", "\"passed_over\":[]");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("1");
    assertThat(response.headers().firstValue("x-karen-degraded")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aVendorWithoutAKeyThatWasNamedIsPassedOverAsMisconfigured(boolean streaming) {
    HttpResponse<String> response = ask("gemini/some-model", streaming);

    assertThat(response.body()).contains("\"passed_over\":[\"gemini: misconfigured\"]");
    assertThat(response.headers().firstValue("x-karen-provider")).contains("openai");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("1");
    assertThat(response.headers().firstValue("x-karen-degraded")).contains("provider");
    assertThat(client.get("/system/status").body())
        .contains("{\"id\":\"gemini\",\"configured\":false,\"fault\":\"");
  }

  @ParameterizedTest(name = "{0}, streaming {1}")
  @CsvSource({
    "400, true", "400, false", "404, true", "404, false",
    "413, true", "413, false", "422, true", "422, false"
  })
  void whoNamesAModelGetsItsRefusalAndNobodyElseIsAsked(int status, boolean streaming) {
    openAi.next(Behaviours.error(status, "no_such_thing", "That is not to be had here."));

    HttpResponse<String> response = ask(OPENAI, streaming);

    assertThat(response.statusCode()).isEqualTo(status);
    JsonObject error = json(response).getJsonObject("error");
    assertThat(error).containsOnlyKeys("message", "type", "param", "code");
    assertThat(error.getString("message")).contains("That is not to be had here.");
    assertThat(error.getString("code")).isEqualTo("no_such_thing");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("1");
    assertThat(response.body()).contains("\"outcome\":\"callers_fault\"");
    assertThat(own.requests()).hasSize(askedBefore);
  }

  private CompletableFuture<Duration> timeToDeadline(Map<String, String> headers) {
    long start = System.nanoTime();
    return client
        .postLater(CHAT, ASK.formatted(OPENAI, false, ""), headers)
        .thenApply(
            response -> {
              assertThat(response.statusCode()).isIn(503, 504);
              return Duration.ofNanos(System.nanoTime() - start);
            });
  }

  private HttpResponse<String> ask(String model, boolean streaming) {
    return client.post(CHAT, ASK.formatted(model, streaming, ""));
  }

  private StreamedAnswer stream(String more) {
    return StreamedAnswer.of(client.post(CHAT, ASK.formatted(OPENAI, true, more)).body());
  }

  /** Those of answers, as the vendor told them. */
  private double tokens() {
    return client
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("karen_tokens_total{"))
        .filter(line -> line.contains("provider=\"openai\""))
        .filter(line -> line.contains("direction=\"completion\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
