package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Talk;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.TestingKeys;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requirement 10 through a kill, and requirement 1 of conversations with two owners: on an engine
 * of its own.
 */
class ConversationSurvivalIT {
  private static final String TEXT = "one two three four five six seven eight nine ten";

  @TempDir Path folder;

  @Test
  void requirement10AKillLeavesTheAnswerInterrupted() throws IOException {
    ScriptedProvider provider = ScriptedProvider.start();
    Map<String, String> settings = settings(provider);
    Talk talk;
    Map<String, String> key = Map.of("Idempotency-Key", "the-same");
    String question = "{\"content\":\"Count!\",\"stream\":true}";
    String part;
    try (TestingEngine engine = TestingEngine.start(keepingFor("Testing1", settings))) {
      requireAnswersAreKeptForOneKey(engine.client(), provider);
      provider.always(Behaviours.paced(TEXT, Duration.ofMillis(700)));
      talk = Talk.begin(engine.client());
      HttpResponse<InputStream> response = engine.client().stream(talk.messagesPath(), question);
      Talk watched = talk;
      Eventually.holds("a part is kept", () -> watched.messages().size() == 2);
      part = talk.newest().getString("content");
      kill(engine);
      response.body().close();
    }
    try (TestingEngine engine = TestingEngine.start(settings)) {
      Talk again = new Talk(engine.client(), talk.id());
      JsonObject kept = again.newest();
      assertThat(kept.getString("status")).isEqualTo("interrupted");
      assertThat(kept.getString("content")).startsWith(part);
      assertThat(TEXT).startsWith(kept.getString("content"));

      provider.always(Behaviours.error(500, "server_error", "oops"));
      HttpResponse<String> failed = engine.client().post(again.messagesPath(), question, key);
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(again.newest().getString("role")).isEqualTo("user");

      provider.always(Behaviours.answer("Answered now."));
      HttpResponse<String> now = engine.client().post(again.messagesPath(), question, key);
      assertThat(StreamedAnswer.of(now.body()).text()).isEqualTo("Answered now.");
      assertThat(again.messages()).hasSize(4);
      requireStrangersFindNothing(engine.client(), again);
      requireAnswersStayWithTheirOwner(engine.client(), provider);
    }
  }

  /** Requirement 1 of conversations. */
  private static void requireStrangersFindNothing(EngineClient client, Talk talk) {
    String body = "{\"content\":\"x\",\"title\":\"x\"}";
    List<HttpRequest.Builder> attempts =
        List.of(
            client.request(talk.path()).GET(),
            client.request(talk.path()).DELETE(),
            client.request(talk.path()).method("PATCH", BodyPublishers.ofString(body)),
            client.request(talk.messagesPath()).GET(),
            client.request(talk.messagesPath()).POST(BodyPublishers.ofString(body)));
    for (HttpRequest.Builder attempt : attempts) {
      HttpResponse<String> refused = client.send(byTheOther(attempt));
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(Talk.json(refused.body()).getString("code")).isEqualTo("not_found");
    }
    HttpResponse<String> list = client.send(byTheOther(client.request("/api/conversations").GET()));
    assertThat(Talk.json(list.body()).getJsonArray("data")).isEmpty();
    assertThat(client.send(byTheOther(client.request("/api/auth/export").GET())).body())
        .doesNotContain(talk.id());
    assertThat(talk.messages()).hasSize(4);
    requireStrangersFindNothingByMeaning(client, talk);
    requireAnotherConversationByTheSameKey(client);
  }

  /** Requirement 12: such a key is its owner's. */
  private static void requireAnotherConversationByTheSameKey(EngineClient client) {
    HttpResponse<String> first = client.send(begin(client).build());
    HttpResponse<String> ofTheOther = client.send(byTheOther(begin(client)));
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(ofTheOther.statusCode()).isEqualTo(201);
    assertThat(Talk.json(ofTheOther.body()).getString("id"))
        .isNotEqualTo(Talk.json(first.body()).getString("id"));
    assertThat(client.send(begin(client).build()).body()).isEqualTo(first.body());
    assertThat(client.send(byTheOther(begin(client))).body()).isEqualTo(ofTheOther.body());
  }

  private static HttpRequest.Builder begin(EngineClient client) {
    return client
        .request("/api/conversations")
        .setHeader("Content-Type", "application/json")
        .header("Idempotency-Key", "of-both-owners")
        .POST(BodyPublishers.ofString("{\"title\":\"Once\"}"));
  }

  /** Requirement 9 of conversations. */
  private static void requireStrangersFindNothingByMeaning(EngineClient client, Talk talk) {
    String query = "{\"query\":\"Count!\"}";
    String path = "/api/memory/search";
    Eventually.holds(
        "its owner finds it", () -> client.post(path, query).body().contains(talk.id()));
    HttpResponse<String> found =
        client.send(byTheOther(client.request(path).POST(BodyPublishers.ofString(query))));
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).doesNotContain(talk.id());
  }

  /** The response cache is for the keys that the operator names. */
  private static void requireAnswersAreKeptForOneKey(
      EngineClient client, ScriptedProvider provider) {
    provider.always(Behaviours.answer("For one."));
    Eventually.holds("it is kept for the one", () -> isAgain(client.send(chat(client, "One?"))));
    int asked = provider.requests().size();
    for (int ask = 0; ask < 2; ask++) {
      assertThat(isAgain(client.send(byTheOther(asking(client, "One?"))))).isFalse();
    }
    assertThat(provider.requests()).hasSize(asked + 2);
  }

  /** The response cache of all keys. */
  private static void requireAnswersStayWithTheirOwner(
      EngineClient client, ScriptedProvider provider) {
    provider.always(Behaviours.answer("To one."));
    Eventually.holds("it is kept", () -> isAgain(client.send(chat(client, "Whose?"))));
    provider.always(Behaviours.answer("To the other."));
    int asked = provider.requests().size();
    HttpResponse<String> first = client.send(byTheOther(asking(client, "Whose?")));
    assertThat(isAgain(first)).isFalse();
    assertThat(first.body()).contains("To the other.");
    assertThat(provider.requests()).hasSize(asked + 1);
    Eventually.holds(
        "it is kept for the other",
        () -> isAgain(client.send(byTheOther(asking(client, "Whose?")))));
    assertThat(client.send(chat(client, "Whose?")).body()).contains("To one.");
    assertThat(isAgain(client.send(chat(client, "Whose? ")))).as("another text").isFalse();
  }

  private static boolean isAgain(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    return response.headers().firstValue("x-karen-cache").filter("hit"::equals).isPresent();
  }

  private static HttpRequest chat(EngineClient client, String question) {
    return asking(client, question).setHeader("Content-Type", "application/json").build();
  }

  private static HttpRequest.Builder asking(EngineClient client, String question) {
    String body =
        "{\"model\":\"primary\",\"temperature\":0,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
    return client
        .request("/v1/chat/completions")
        .POST(BodyPublishers.ofString(body.formatted(question)));
  }

  private static Map<String, String> keepingFor(String key, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("KAREN_CACHE_KEYS", key);
    return all;
  }

  private static HttpRequest byTheOther(HttpRequest.Builder request) {
    return request
        .setHeader("Authorization", "Bearer " + TestingKeys.OTHER)
        .setHeader("Content-Type", "application/json")
        .build();
  }

  private Map<String, String> settings(ScriptedProvider provider) {
    Map<String, String> settings = new HashMap<>(TestingKeys.prepare(folder.resolve("data")));
    settings.put("KAREN_PROVIDERS_EXTRA", "scripted");
    settings.put("KAREN_PROVIDERS_SCRIPTED_BASE_URL", provider.baseUrl());
    settings.put("KAREN_PROVIDERS_SCRIPTED_MODEL", "a-model");
    settings.put("KAREN_CHAIN_PRIMARY", "scripted");
    settings.put("KAREN_LAST_RESORT", "none");
    settings.put("KAREN_SHUTDOWN_GRACE", "PT1S");
    settings.put("KAREN_CACHE_ANSWERS", "PT5M");
    return settings;
  }

  private static void kill(TestingEngine engine) {
    engine.process().descendants().forEach(ProcessHandle::destroyForcibly);
    engine.process().destroyForcibly();
    engine.process().onExit().join();
  }
}
