package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain of which nobody answers: the last resort, which says what it is, or an honest error. */
class LastResortIT {
  private static final String IN_PLAIN_WORDS = "No generative model is available right now, ";
  private static final String MODEL = "karen-extractive";

  private final ScriptedChain chain = SharedEngine.chain();

  @BeforeEach
  void nobodyAnswers() {
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));
    chain.second().always(Refusals.outOfCredit());
  }

  @Test
  void aWholeAnswerSaysInPlainWordsAndByItsLabelsThatItIsTheLastResorts() {
    HttpResponse<String> response = ask("\"stream\":false");

    JsonObject body = json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(body.getString("model")).isEqualTo(MODEL);
    assertThat(
            body.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content"))
        .contains(IN_PLAIN_WORDS);
    assertLabelled(response, body.getJsonObject("karen"));
  }

  @Test
  void soDoesAStream() {
    HttpResponse<String> response = ask("\"stream\":true");

    StreamedAnswer answer = StreamedAnswer.of(response.body());
    assertThat(answer.isDone()).isTrue();
    assertThat(answer.text()).contains(IN_PLAIN_WORDS);
    assertThat(answer.chunks())
        .allSatisfy(chunk -> assertThat(chunk.getString("model")).isEqualTo(MODEL));
    assertLabelled(response, answer.lastChunk().getJsonObject("karen"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"x\"}}]",
        "\"response_format\":{\"type\":\"text\"}"
      })
  void whatMayBeAnsweredInPlainTextIs(String fields) {
    assertThat(json(ask(fields)).getString("model")).isEqualTo(MODEL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tool_choice\":\"required\"",
        "\"tool_choice\":\"required\",\"stream\":true",
        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}",
        "\"response_format\":{\"type\":\"json_object\"}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\"}}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}},\"stream\":true"
      })
  void whoMustHaveAToolCallOrJsonGets503WithTheAttemptsAndNothingMadeUp(String fields) {
    HttpResponse<String> response = ask(fields);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("3");
    assertThat(response.body()).doesNotContain(MODEL, "choices");
    JsonObject error = json(response).getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo("providers_exhausted");
    assertThat(error.getString("message"))
        .contains(
            chain.firstId() + ": transient",
            chain.secondId() + ": exhausted",
            fields.startsWith("\"tool_choice")
                ? "extractive: can't call tools"
                : "extractive: can't answer in JSON");
  }

  private void assertLabelled(HttpResponse<String> response, JsonObject karen) {
    assertThat(response.headers().firstValue("x-karen-provider")).contains("extractive");
    assertThat(response.headers().firstValue("x-karen-degraded")).contains("provider");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("4");
    assertThat(karen.getString("provider")).isEqualTo("extractive");
    assertThat(karen.getBoolean("degraded")).isTrue();
    assertThat(karen.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .extracting(attempt -> attempt.getString("provider") + " " + attempt.getString("outcome"))
        .containsExactly(
            chain.firstId() + " transient",
            chain.firstId() + " transient",
            chain.secondId() + " exhausted",
            "extractive ok");
  }

  private HttpResponse<String> ask(String fields) {
    return SharedEngine.client().post("/v1/chat/completions", chain.ask(fields));
  }

  private static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
