package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Wire;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A first provider that fails, in every way of the design's table: the caller gets the next one's
 * answer.
 */
class FailoverIT {
  private static final String ANSWER = "Hello from the second.";

  /** The fault, what it counts as, and how often the faulty provider is asked. */
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("500", Behaviours.error(500, "server_error", "oops"), "transient", 2),
        Arguments.of("503", Behaviours.error(503, "overloaded", "busy"), "transient", 2),
        Arguments.of("529", Behaviours.error(529, "overloaded_error", "busy"), "transient", 2),
        Arguments.of("408", Behaviours.error(408, "timeout", "slow"), "transient", 2),
        Arguments.of("502", Behaviours.html(502, "<h1>Bad Gateway</h1>"), "transient", 2),
        Arguments.of("504", Behaviours.html(504, "<h1>Timeout</h1>"), "transient", 2),
        Arguments.of("520", Behaviours.html(520, "<h1>Unknown</h1>"), "transient", 2),
        Arguments.of("526", Behaviours.html(526, "<h1>Certificate</h1>"), "transient", 2),
        Arguments.of("302", Behaviours.html(302, "<h1>Elsewhere</h1>"), "misconfigured", 1),
        Arguments.of("hang-up", Behaviours.hangUp(), "transient", 2),
        Arguments.of("reset", Behaviours.reset(), "transient", 2),
        Arguments.of("HTML", Behaviours.html(200, "<html>Welcome</html>"), "transient", 2),
        Arguments.of("no JSON", Behaviours.reply(200, "{\"id\":\"x\",\"choi"), "transient", 2),
        Arguments.of("no choices", Behaviours.reply(200, "{\"choices\":[]}"), "transient", 2),
        Arguments.of("silence", Behaviours.silence(), "silent", 1),
        Arguments.of("401", Behaviours.error(401, "invalid_api_key", "bad"), "misconfigured", 1),
        Arguments.of("403", Behaviours.error(403, "forbidden", "no"), "misconfigured", 1),
        Arguments.of("402", Behaviours.error(402, "no_credit", "pay"), "exhausted", 1),
        Arguments.of("quota", Behaviours.error(429, "insufficient_quota", "pay"), "exhausted", 1),
        Arguments.of("slow down", limited("3600"), "rate_limited", 1),
        Arguments.of("until then", limited("Fri, 01 Jan 2100 00:00:00 GMT"), "rate_limited", 1),
        Arguments.of("for an hour", limitedMillis("3600000"), "rate_limited", 1),
        Arguments.of("for a while", Refusals.rateLimited(), "rate_limited", 2),
        Arguments.of("unsupported", Behaviours.error(400, "unknown", "what?"), "unsupported", 1),
        Arguments.of("not pulled", Behaviours.error(404, "not_found", "pull"), "unsupported", 1));
  }

  static Stream<Arguments> streamFaults() {
    return Stream.of(
        Arguments.of("role, then silence", Behaviours.silenceAfterRole(), "silent", 1),
        Arguments.of("error event", Behaviours.events(List.of(error())), "transient", 2),
        Arguments.of("nothing but an end", Behaviours.events(List.of("[DONE]")), "transient", 2));
  }

  /** What a provider may say after it asked to be left alone for longer. */
  static Stream<Arguments> laterAnswers() {
    return Stream.of(
        Arguments.of("an answer", Behaviours.answer("Well again.")),
        Arguments.of("a shorter wait", Refusals.rateLimited(Duration.ofSeconds(1))),
        Arguments.of("another failure", Behaviours.error(503, "overloaded", "busy")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aWholeAnswerComesFromTheNext(String name, Behaviour fault, String outcome, int asked) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(fault);

    HttpResponse<String> response =
        SharedEngine.client().post("/v1/chat/completions", chain.ask(false));

    JsonObject body = json(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(
            body.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content"))
        .isEqualTo(ANSWER);
    assertTellsTheTruth(response, body.getJsonObject("karen"), chain, outcome, asked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"faults", "streamFaults"})
  void aStreamComesFromTheNext(String name, Behaviour fault, String outcome, int asked) {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(fault);

    HttpResponse<String> response =
        SharedEngine.client().post("/v1/chat/completions", chain.ask(true));

    StreamedAnswer answer = StreamedAnswer.of(response.body());
    assertThat(answer.text()).isEqualTo(ANSWER);
    assertThat(answer.isDone()).isTrue();
    assertTellsTheTruth(response, answer.lastChunk().getJsonObject("karen"), chain, outcome, asked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laterAnswers")
  void aLaterAnswerNeverShortensTheTimeForWhichAProviderIsLeftAlone(String name, Behaviour later) {
    ScriptedChain chain = SharedEngine.chain();
    CompletableFuture<Void> bothAsked = new CompletableFuture<>();
    CompletableFuture<Void> leftAlone = new CompletableFuture<>();
    chain.first().next(after(bothAsked, Refusals.rateLimited(Duration.ofSeconds(30))));
    chain.first().next(after(leftAlone, later));
    CompletableFuture<HttpResponse<String>> first = askLater(chain, 1);
    CompletableFuture<HttpResponse<String>> second = askLater(chain, 2);

    bothAsked.complete(null);
    first.join();
    leftAlone.complete(null);
    second.join();

    assertThat(json(ask(chain).body()).getJsonObject("karen").getJsonArray("passed_over"))
        .asString()
        .contains(chain.firstId() + ": cooling down");
    assertThat(chain.first().requests()).hasSize(2);
  }

  @Test
  void whoHasNoCreditIsLeftAloneForAWhile() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Refusals.outOfCredit());

    ask(chain);
    JsonObject karen = json(ask(chain).body()).getJsonObject("karen");

    assertThat(chain.first().requests()).hasSize(1);
    assertThat(karen.getJsonArray("passed_over").toString()).contains(chain.firstId());
    assertThat(karen.getString("provider")).isEqualTo(chain.secondId());
  }

  @Test
  void aQuestionThatIsTooLongForAllGetsTheProvidersError() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Refusals.contextTooLong());
    chain.second().always(Refusals.contextTooLong());

    HttpResponse<String> response = ask(chain);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("context_length_exceeded", "8192 tokens");
  }

  @Test
  void embeddingsNeverMoveToAnotherModel() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));

    HttpResponse<String> response =
        SharedEngine.client()
            .post(
                "/v1/embeddings",
                "{\"model\":\"%s/model-of-%s\",\"input\":\"x\"}"
                    .formatted(chain.firstId(), chain.firstId()));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("embeddings_unavailable");
    assertThat(chain.second().requests()).isEmpty();
  }

  private static HttpResponse<String> ask(ScriptedChain chain) {
    return SharedEngine.client().post("/v1/chat/completions", chain.ask(false));
  }

  /** Returns when the first provider has been asked so often. */
  private static CompletableFuture<HttpResponse<String>> askLater(ScriptedChain chain, int asked) {
    CompletableFuture<HttpResponse<String>> answer =
        SharedEngine.client().postLater("/v1/chat/completions", chain.ask(false), Map.of());
    Eventually.holds("it was asked", () -> chain.first().requests().size() == asked);
    return answer;
  }

  private static Behaviour after(CompletableFuture<Void> event, Behaviour then) {
    return (request, conversation) -> {
      event.join();
      then.respond(request, conversation);
    };
  }

  private static void assertTellsTheTruth(
      HttpResponse<String> response,
      JsonObject karen,
      ScriptedChain chain,
      String outcome,
      int asked) {
    assertThat(chain.first().requests()).hasSize(asked);
    assertThat(chain.second().requests()).hasSize(1);
    assertThat(header(response, "x-karen-provider")).isEqualTo(chain.secondId());
    assertThat(header(response, "x-karen-attempts")).isEqualTo(String.valueOf(asked + 1));
    assertThat(header(response, "x-karen-degraded")).isEqualTo("provider");
    assertThat(karen.getString("provider")).isEqualTo(chain.secondId());
    assertThat(karen.getString("chain")).isEqualTo(chain.name());
    assertThat(karen.getBoolean("degraded")).isTrue();
    assertThat(outcomes(karen.getJsonArray("attempts"))).isEqualTo(expected(chain, outcome, asked));
  }

  private static List<String> expected(ScriptedChain chain, String outcome, int asked) {
    return Stream.concat(
            Stream.generate(() -> chain.firstId() + " " + outcome).limit(asked),
            Stream.of(chain.secondId() + " ok"))
        .toList();
  }

  private static List<String> outcomes(JsonArray attempts) {
    return attempts.getValuesAs(JsonObject.class).stream()
        .map(attempt -> attempt.getString("provider") + " " + attempt.getString("outcome"))
        .toList();
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("absent");
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static Behaviour limited(String seconds) {
    return Behaviours.error(429, "rate_limit_exceeded", Map.of("Retry-After", seconds));
  }

  private static Behaviour limitedMillis(String millis) {
    return Refusals.rateLimited(Map.of("retry-after-ms", millis));
  }

  private static String error() {
    return Wire.error("server_error", "scripted");
  }
}
