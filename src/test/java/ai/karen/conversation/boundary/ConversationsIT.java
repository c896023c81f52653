package ai.karen.conversation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.Talk;
import ai.karen.testing.Wire;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements 1, 4, 7 and 8, over HTTP. */
class ConversationsIT {
  private static final String UNKNOWN = "/api/conversations/019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11";

  private final EngineClient client = SharedEngine.client();

  @Test
  void aConversationBeginsIsReadRenamedAndDeleted() {
    HttpResponse<String> created =
        client.post("/api/conversations", "{\"title\":\"One \ud83d\ude00\",\"more\":1}");
    JsonObject begun = Talk.json(created.body());
    assertThat(UUID.fromString(begun.getString("id")).version()).isEqualTo(7);
    Talk talk = new Talk(client, begun.getString("id"));

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location"))
        .hasValueSatisfying(location -> assertThat(location).endsWith(talk.path()));
    assertThat(created.headers().firstValue("x-karen-degraded")).isEmpty();
    assertThat(begun.getString("title")).isEqualTo("One \ud83d\ude00");
    assertThat(begun.getString("created_at")).isEqualTo(begun.getString("updated_at"));
    assertThat(Talk.json(client.get(talk.path()).body())).isEqualTo(begun);

    HttpResponse<String> renamed = talk.rename("{\"title\":\"Two\"}");
    assertThat(renamed.statusCode()).isEqualTo(200);
    assertThat(Talk.json(renamed.body()).getString("title")).isEqualTo("Two");
    assertThat(Talk.json(talk.rename("{\"title\":null}").body()).get("title"))
        .isEqualTo(JsonValue.NULL);

    assertThat(talk.delete().statusCode()).isEqualTo(204);
    assertThat(client.get(talk.path()).statusCode()).isEqualTo(404);
    assertThat(client.get(talk.messagesPath()).statusCode()).isEqualTo(404);
    assertThat(talk.delete().statusCode()).isEqualTo(404);
    assertThat(talk.rename("{\"title\":\"Three\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void aDeletionThatComesAgainWithItsKeyIsDone() {
    String key = UUID.randomUUID().toString();
    Talk talk = Talk.begin(client);
    Talk other = Talk.begin(client);

    assertThat(talk.delete(key).statusCode()).isEqualTo(204);
    assertThat(talk.delete(key).statusCode()).isEqualTo(204);
    assertThat(talk.delete(key).body()).isEmpty();
    assertThat(client.get(talk.path()).statusCode()).isEqualTo(404);
    assertThat(talk.delete().statusCode()).isEqualTo(404);
    assertThat(talk.delete(key + "2").statusCode()).isEqualTo(404);
    assertThat(talk.delete("a b").statusCode()).isEqualTo(400);
    assertThat(client.get(other.path()).statusCode()).as("the key names no other").isEqualTo(200);
    assertThat(other.delete(key).statusCode()).isEqualTo(204);
    assertThat(client.get(other.path()).statusCode()).isEqualTo(404);
  }

  @Test
  void requirement4ListsGoOnWhereTheyEnded() {
    List<String> made = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      made.add(0, Talk.begin(client).id());
    }

    List<String> seen = walk("/api/conversations?limit=2");

    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(made);
  }

  @Test
  void requirement4MessagesComeOldestFirst() {
    ScriptedChain chain = SharedEngine.chain();
    Talk talk = Talk.begin(client);
    talk.say("First", chain);
    talk.say("Second", chain);

    List<String> all = talk.messages().stream().map(it -> it.getString("id")).toList();

    assertThat(all).hasSize(4);
    assertThat(walk(talk.messagesPath() + "?limit=3")).isEqualTo(all);
    assertThat(walk(talk.messagesPath() + "?limit=1")).isEqualTo(all);
  }

  @Test
  void messagesTellWhenTheyCameAndWhichModelAnswered() {
    ScriptedChain chain = SharedEngine.chain();
    Talk talk = Talk.begin(client);
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    JsonObject said = Talk.json(talk.say("When?", chain).body());
    Instant after = Instant.now().plusSeconds(1);

    JsonObject question = said.getJsonObject("user_message");
    JsonObject answer = said.getJsonObject("message");
    assertThat(talk.messages()).containsExactly(question, answer);
    for (JsonObject message : List.of(question, answer)) {
      assertThat(Instant.parse(message.getString("created_at"))).isBetween(before, after);
    }
    assertThat(answer.getString("model")).isEqualTo(Wire.MODEL);
    assertThat(answer.getString("status")).isEqualTo("complete");
    assertThat(question).doesNotContainKey("model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cursor=x", "cursor=AQEAAA", "cursor=%00", "limit=0", "limit=101", "limit=x"})
  void requirement4WhatIsNoCursorOrLimitIsRefused(String query) {
    HttpResponse<String> refused = client.get("/api/conversations?" + query);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Talk.json(refused.body()).getString("code")).isEqualTo(code(query));
  }

  private static String code(String query) {
    return query.startsWith("cursor") ? "invalid_cursor" : "invalid_value";
  }

  @Test
  void requirement4AnotherListsCursorIsRefused() {
    Talk.begin(client);
    Talk talk = Talk.begin(client);
    String cursor =
        Talk.json(client.get("/api/conversations?limit=1").body()).getString("next_cursor");

    HttpResponse<String> refused = client.get(talk.messagesPath() + "?cursor=" + cursor);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("invalid_cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"title\":1}", "{\"title\":\"a\\u0000b\"}", "[]", "{"})
  void requirement8WhatCanNotBeKeptIsRefused(String body) {
    HttpResponse<String> refused = client.post("/api/conversations", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void requirement8ATitleHasAtMost200Characters() {
    String longest = "{\"title\":\"" + "x".repeat(200) + "\"}";
    String longer = "{\"title\":\"" + "x".repeat(201) + "\"}";

    assertThat(client.post("/api/conversations", longest).statusCode()).isEqualTo(201);
    assertThat(client.post("/api/conversations", longer).statusCode()).isEqualTo(400);
  }

  @Test
  void requirement1WhatIsNotThereIs404() {
    for (String path : List.of(UNKNOWN, UNKNOWN + "/messages", "/api/conversations/x")) {
      HttpResponse<String> missing = client.get(path);
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(Talk.json(missing.body()).getString("code")).isEqualTo("not_found");
    }
    assertThat(client.post(UNKNOWN + "/messages", "{\"content\":\"x\"}").statusCode())
        .isEqualTo(404);
    assertThat(client.getAnonymously("/api/conversations").statusCode()).isEqualTo(401);
  }

  @Test
  void requirement7EverythingCanBeTakenAlong() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.answer("Exported answer"));
    Talk talk = Talk.begin(client);
    talk.say("Exported question", chain);

    HttpResponse<String> export = client.get("/api/auth/export");

    JsonObject own =
        Talk.json(export.body())
            .getJsonArray("conversations")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(conversation -> conversation.getString("id").equals(talk.id()))
            .findFirst()
            .orElseThrow();
    assertThat(export.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
    assertThat(own.getJsonArray("messages").getValuesAs(JsonObject.class))
        .isEqualTo(talk.messages());
  }

  private List<String> walk(String path) {
    List<String> ids = new ArrayList<>();
    String next = path;
    while (next != null) {
      JsonObject page = Talk.json(client.get(next).body());
      page.getJsonArray("data")
          .getValuesAs(JsonObject.class)
          .forEach(row -> ids.add(row.getString("id")));
      next = page.isNull("next_cursor") ? null : path + "&cursor=" + page.getString("next_cursor");
    }
    return ids;
  }
}
