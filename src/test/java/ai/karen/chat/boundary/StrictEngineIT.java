package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Arrivals;
import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.ProviderView;
import ai.karen.testing.Refusals;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.StrictEngine;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine whose operator wants an error rather than a stand-in; each test has its own chain. */
class StrictEngineIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String BEGINNING = "The answer ";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aQuestionThatIsTooLongGoesToTheNextWhoseContextIsLargerAndToNobodyBefore(boolean streaming) {
    StrictEngine.provider("short").always(Refusals.contextTooLong());
    int asked = questions("short");
    StrictEngine.provider("long").always(Behaviours.answer("I took all of it."));

    HttpResponse<String> response = ask("lengths", streaming);

    assertThat(response.headers().firstValue("x-karen-provider")).contains("long");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("2");
    JsonObject karen = karen(response, streaming);
    assertThat(outcomes(karen)).containsExactly("short too_long", "long ok");
    assertThat(karen.getJsonArray("passed_over")).hasToString("[\"alsoshort: context too small\"]");
    assertThat(questions("short")).as("not asked again").isEqualTo(asked + 1);
    assertThat(questions("alsoshort")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, gpt-4o",
    "/v1/chat/completions, nobody-has-this",
    "/v1/embeddings, text-embedding-3-small"
  })
  void aNameThatNobodyKnowsIsRejectedAndNobodyIsAsked(String path, String model) {
    int asked = questions("short") + questions("alsoshort") + questions("long");
    String body =
        StrictEngine.ask(model, false).replace("{\"model\"", "{\"input\":\"x\",\"model\"");

    HttpResponse<String> response = StrictEngine.client().post(path, body);

    assertThat(response.statusCode()).isEqualTo(404);
    JsonObject error = json(response).getJsonObject("error");
    assertThat(error).containsOnlyKeys("message", "type", "param", "code");
    assertThat(error.getString("code")).isEqualTo("model_not_found");
    assertThat(error.getString("param")).isEqualTo("model");
    assertThat(error.getString("message")).contains("'" + model + "'", "GET /v1/models");
    assertThat(response.headers().firstValue("x-karen-model-substituted")).isEmpty();
    assertThat(questions("short") + questions("alsoshort") + questions("long")).isEqualTo(asked);
  }

  @Test
  void aBrokenStreamEndsWithAnErrorAlthoughAnotherCouldGoOn() {
    StrictEngine.provider("breaking").always(Behaviours.cutAfter(BEGINNING));
    int spare = questions("spare");

    StreamedAnswer answer = StreamedAnswer.of(ask("breaks", true).body());

    assertThat(answer.text()).isEqualTo(BEGINNING);
    assertThat(answer.isDone()).isFalse();
    JsonObject error = answer.lastChunk().getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo("stream_interrupted");
    // Of the role and two words.
    assertThat(error.getString("message")).contains("after 3 pieces");
    assertThat(questions("breaking")).as("nothing is asked again").isEqualTo(1);
    assertThat(questions("spare")).as("nobody else is asked").isEqualTo(spare);
  }

  @Test
  void aWaitUpToTheOperatorsLimitIsWaitedForAndTheSameIsAskedAgain() {
    Arrivals arrivals = new Arrivals();
    StrictEngine.provider("patient")
        .next(
            arrivals.noting(refusedFor("1000")), arrivals.noting(Behaviours.answer("Well again.")));

    HttpResponse<String> response = ask("waits", false);

    assertThat(response.body()).contains("Well again.");
    assertThat(outcomes(json(response).getJsonObject("karen")))
        .containsExactly("patient rate_limited", "patient ok");
    assertThat(arrivals.gap()).isGreaterThanOrEqualTo(Duration.ofMillis(1_000));
  }

  @Test
  void aWaitAboveTheOperatorsLimitIsNotAndTheNextIsAsked() {
    StrictEngine.provider("hasty").always(refusedFor("1001"));
    StrictEngine.provider("spare").next(Behaviours.answer("In its place."));

    HttpResponse<String> response = ask("leaves", false);

    assertThat(response.body()).contains("In its place.");
    assertThat(outcomes(json(response).getJsonObject("karen")))
        .containsExactly("hasty rate_limited", "spare ok");
    assertThat(questions("hasty")).isEqualTo(1);
  }

  @Test
  void withoutALastResortEveryAttemptIsListedAndTheOperatorIsToldTheProvidersOwnWords() {
    String key = StrictEngine.keyOf("denied");
    StrictEngine.provider("denied")
        .always(Behaviours.error(401, "invalid_api_key", "Incorrect API key provided: " + key));
    StrictEngine.provider("spent").always(Refusals.outOfCredit());
    StrictEngine.provider("older")
        .always(
            Behaviours.error(400, "unknown_parameter", "This server has no option 'mirostat'."));
    StrictEngine.provider("busy").always(Behaviours.error(503, "overloaded", "Busy until noon."));

    HttpResponse<String> response = ask("nobody", false);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("5");
    JsonObject error = json(response).getJsonObject("error");
    assertThat(error).containsOnlyKeys("message", "type", "param", "code");
    assertThat(error.getString("code")).isEqualTo("providers_exhausted");
    assertThat(error.getString("message"))
        .contains(
            "(denied: misconfigured, spent: exhausted, older: unsupported, "
                + "busy: transient, busy: transient)");
    assertThat(outcomes(json(response).getJsonObject("karen")))
        .containsExactly(
            "denied misconfigured",
            "spent exhausted",
            "older unsupported",
            "busy transient",
            "busy transient");
    assertThat(response.body()).doesNotContain("Incorrect API key", key);
    assertThatOperatorsSee("denied", "misconfigured", "Incorrect API key provided: ****");
    assertThatOperatorsSee("spent", "exhausted", "You exceeded your current quota");
    assertThatOperatorsSee("older", "invalid", "This server has no option 'mirostat'.");
    assertThat(StrictEngine.client().get("/system/status").body()).doesNotContain(key);
    assertThat(StrictEngine.client().getAnonymously("/system/status").body())
        .doesNotContain("Incorrect API key", "your current quota", "mirostat");
  }

  @Test
  void anIdleEngineSendsNothingButFreeCallsAndNoticesByThemWhoIsBack() {
    ScriptedProvider broken = StrictEngine.provider("broken");
    broken.always(Behaviours.error(503, "overloaded", "busy"));
    while (!ProviderView.of(StrictEngine.client(), "broken").getString("breaker").equals("open")) {
      ask("alone", false);
    }
    int asked = questions("broken");
    ScriptedProvider unasked = StrictEngine.provider("unasked");
    assertThatOperatorsSee("unasked", "transient", "No list now.");

    unasked.listing(Behaviours.reply(200, "{\"data\":[{\"id\":\"model-of-unasked\"}]}"));

    Eventually.holds("status shows it is back", StrictEngineIT::theUnaskedIsBack);
    Eventually.holds("the broken one is due", StrictEngineIT::theBrokenIsDueForASecond);
    assertThat(unasked.lists()).hasSizeGreaterThan(1);
    assertThat(unasked.lists())
        .allSatisfy(call -> assertThat(call.method() + call.path()).isEqualTo("GET/v1/models"));
    assertThat(unasked.counters().questions()).as("what would be billed").isZero();
    assertThat(questions("broken")).as("nor one that is to be tried again").isEqualTo(asked);
    assertThat(ProviderView.of(StrictEngine.client(), "broken").getString("breaker"))
        .isEqualTo("open");
  }

  private static boolean theUnaskedIsBack() {
    return ProviderView.of(StrictEngine.client(), "unasked").isNull("last_outcome");
  }

  /** Its breaker waits for a second before it lets a live call through. */
  private static boolean theBrokenIsDueForASecond() {
    String opened = ProviderView.of(StrictEngine.client(), "broken").getString("since");
    return Instant.parse(opened).plusSeconds(2).isBefore(Instant.now());
  }

  private static void assertThatOperatorsSee(String provider, String outcome, String words) {
    JsonObject view = ProviderView.of(StrictEngine.client(), provider);
    assertThat(view.getString("last_outcome")).isEqualTo(outcome);
    assertThat(view.getString("last_error")).contains(words);
  }

  private static HttpResponse<String> ask(String model, boolean streaming) {
    return StrictEngine.client().post(CHAT, StrictEngine.ask(model, streaming));
  }

  private static Behaviour refusedFor(String millis) {
    return Refusals.rateLimited(Map.of("retry-after-ms", millis));
  }

  private static int questions(String provider) {
    return StrictEngine.provider(provider).requests().size();
  }

  private static List<String> outcomes(JsonObject karen) {
    return karen.getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
        .map(attempt -> attempt.getString("provider") + " " + attempt.getString("outcome"))
        .toList();
  }

  private static JsonObject karen(HttpResponse<String> response, boolean streaming) {
    JsonObject told = streaming ? StreamedAnswer.of(response.body()).lastChunk() : json(response);
    return told.getJsonObject("karen");
  }

  private static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
