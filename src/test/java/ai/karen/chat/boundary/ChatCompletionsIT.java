package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Wire;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chat completions as a client sees them on the wire. */
class ChatCompletionsIT {
  private static final String PATH = "/v1/chat/completions";

  @Test
  void theModelIsTheOneThatReallyAnswered() {
    ScriptedChain chain = SharedEngine.chain();

    HttpResponse<String> response = SharedEngine.client().post(PATH, chain.ask(false));

    assertThat(json(response).getString("model")).isEqualTo(Wire.MODEL);
    assertThat(chain.first().lastRequest().json().getString("model"))
        .isEqualTo("model-of-" + chain.firstId());
    assertThat(response.headers().firstValue("x-karen-degraded")).isEmpty();
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("1");
  }

  @Test
  void noAnswerIsGivenAgainUnlessTheOperatorWants() {
    ScriptedChain chain = SharedEngine.chain();

    for (int ask = 0; ask < 2; ask++) {
      HttpResponse<String> response =
          SharedEngine.client().post(PATH, chain.ask("\"temperature\":0"));
      assertThat(response.headers().firstValue("x-karen-cache")).isEmpty();
    }

    assertThat(chain.first().requests()).hasSize(2);
  }

  @Test
  void fieldsThatTheEngineDoesNotKnowReachTheProviderAsTheyAre() {
    ScriptedChain chain = SharedEngine.chain();
    String fields =
        "\"temperature\":0.10,\"seed\":12345678901234567890,\"x_vendor\":{\"deep\":[1,2.50,null]},"
            + "\"response_format\":{\"type\":\"json_object\"},\"logprobs\":true,\"n\":2";

    SharedEngine.client().post(PATH, chain.ask(fields));

    assertThat(chain.first().lastRequest().body())
        .contains("\"temperature\":0.10", "\"seed\":12345678901234567890")
        .contains("\"x_vendor\":{\"deep\":[1,2.50,null]}", "\"logprobs\":true", "\"n\":2")
        .contains("\"response_format\":{\"type\":\"json_object\"}");
  }

  @Test
  void fieldsThatTheEngineDoesNotKnowReachTheClientAsTheyAre() {
    ScriptedChain chain = SharedEngine.chain();
    String chunk =
        "{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\",\"x_new\":1.50},"
            + "\"logprobs\":{\"content\":[]},\"finish_reason\":null}],\"x_vendor\":\"kept\"}";
    chain.first().always(Behaviours.events(List.of(chunk, Wire.finish(), "[DONE]")));

    HttpResponse<String> response = SharedEngine.client().post(PATH, chain.ask(true));

    assertThat(StreamedAnswer.of(response.body()).events()).startsWith(chunk);
  }

  @Test
  void theFirstTokenIsThereLongBeforeTheLast() throws IOException {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.paced("word ".repeat(10), Duration.ofMillis(150)));

    List<Long> arrivals = new ArrayList<>();
    try (BufferedReader lines = lines(SharedEngine.client().stream(PATH, chain.ask(true)))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("\"content\":\"word ")) {
          arrivals.add(System.nanoTime());
        }
      }
    }

    assertThat(arrivals).hasSize(10);
    assertThat(arrivals.get(9) - arrivals.get(0)).isGreaterThan(Duration.ofMillis(900).toNanos());
  }

  @Test
  void theUsageChunkComesLastAndCarriesTheProvenance() {
    ScriptedChain chain = SharedEngine.chain();
    String usage =
        "{\"id\":\"x\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";
    chain
        .first()
        .always(Behaviours.events(List.of(Wire.content("Hi"), Wire.finish(), usage, "[DONE]")));

    StreamedAnswer answer =
        StreamedAnswer.of(
            SharedEngine.client()
                .post(
                    PATH, chain.ask("\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .body());

    assertThat(answer.lastChunk().getJsonObject("usage").getInt("completion_tokens")).isEqualTo(4);
    assertThat(answer.lastChunk()).containsKey("karen");
    assertThat(answer.chunks().get(1)).doesNotContainKey("karen");
  }

  @Test
  void oneUnreadableEventIsSkippedAndCounted() {
    ScriptedChain chain = SharedEngine.chain();
    chain
        .first()
        .always(
            Behaviours.events(
                List.of(
                    Wire.content("one "),
                    "{\"broken",
                    Wire.content("two"),
                    Wire.finish(),
                    "[DONE]")));

    StreamedAnswer answer =
        StreamedAnswer.of(SharedEngine.client().post(PATH, chain.ask(true)).body());

    assertThat(answer.text()).isEqualTo("one two");
    assertThat(answer.isDone()).isTrue();
    assertThat(SharedEngine.client().get("/metrics").body())
        .contains(
            "karen_provider_malformed_events_total{mp_scope=\"application\",provider=\""
                + chain.firstId()
                + "\"} 1");
  }

  @Test
  void aStreamThatFinishesWithoutDoneIsComplete() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.events(List.of(Wire.content("all"), Wire.finish())));

    StreamedAnswer answer =
        StreamedAnswer.of(SharedEngine.client().post(PATH, chain.ask(true)).body());

    assertThat(answer.text()).isEqualTo("all");
    assertThat(answer.isDone()).isTrue();
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void aBrokenStreamEndsWithAnErrorAndNeverWithDone() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.cutAfter("some words "));

    StreamedAnswer answer =
        StreamedAnswer.of(SharedEngine.client().post(PATH, chain.ask(true)).body());

    assertThat(answer.isDone()).isFalse();
    assertThat(answer.lastChunk().getJsonObject("error").getString("code"))
        .isEqualTo("stream_interrupted");
  }

  @Test
  void aStreamThatFallsSilentEndsWithAnErrorAfterItsIdleLimit() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.stallAfter("some words "));

    StreamedAnswer answer =
        StreamedAnswer.of(SharedEngine.client().post(PATH, chain.ask(true)).body());

    assertThat(answer.lastChunk()).containsKey("error");
    chain.first().awaitAbandoned(1);
  }

  @Test
  void theDeadlineHeaderEndsARequestThatNobodyAnswers() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.silence());
    chain.second().always(Behaviours.silence());
    String request = chain.ask("\"response_format\":{\"type\":\"json_object\"}");

    HttpResponse<String> response =
        SharedEngine.client().post(PATH, request, Map.of("x-karen-timeout-ms", "1500"));

    assertThat(response.statusCode()).isIn(503, 504);
    assertThat(response.headers().firstValue("x-should-retry")).contains("false");
  }

  @Test
  void aProviderThatAskedToBeLeftAloneIsPassedOver() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(429, "slow_down", Map.of("Retry-After", "3600")));

    SharedEngine.client().post(PATH, chain.ask(false));
    HttpResponse<String> second = SharedEngine.client().post(PATH, chain.ask(false));

    assertThat(chain.first().requests()).hasSize(1);
    assertThat(json(second).getJsonObject("karen").getJsonArray("passed_over").getString(0))
        .contains(chain.firstId());
  }

  @Test
  void aShortRetryAfterIsWaitedFor() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().next(Behaviours.error(429, "slow_down", Map.of("Retry-After", "1")));

    HttpResponse<String> response = SharedEngine.client().post(PATH, chain.ask(false));

    assertThat(response.headers().firstValue("x-karen-provider")).contains(chain.firstId());
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("2");
  }

  @Test
  void aProviderThatIsNotThereIsReplacedByTheNext() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().close();

    HttpResponse<String> response = SharedEngine.client().post(PATH, chain.ask(true));

    assertThat(response.headers().firstValue("x-karen-provider")).contains(chain.secondId());
  }

  @Test
  void theContentFiltersReasonReachesTheCaller() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(400, "content_filter", "not about that"));

    HttpResponse<String> response = SharedEngine.client().post(PATH, chain.ask(false));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).getJsonObject("error").getString("message"))
        .contains("not about that");
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void aBareUnknownNameIsAnsweredByTheDefaultChainAndSaysSo() {
    HttpResponse<String> response =
        SharedEngine.client()
            .post(
                PATH, "{\"model\":\"gpt-9\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-karen-model-substituted")).isPresent();
  }

  @Test
  void aLongAnswerArrivesWholeAtASlowClient() throws IOException {
    ScriptedChain chain = SharedEngine.chain();
    String text =
        String.join("", IntStream.range(0, 20_000).mapToObj(word -> "word" + word + " ").toList());
    chain.first().always(Behaviours.answer(text));

    String body;
    try (BufferedReader lines = lines(SharedEngine.client().stream(PATH, chain.ask(true)))) {
      body = String.join("\n", lines.lines().toList());
    }

    assertThat(StreamedAnswer.of(body).text()).isEqualTo(text);
    assertThat(StreamedAnswer.of(body).isDone()).isTrue();
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
