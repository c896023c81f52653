package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Talk;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requirement 12: a request that comes twice with one key is carried out once. */
class IdempotencyIT {
  private static final String CONVERSATIONS = "/api/conversations";

  private final EngineClient client = SharedEngine.client();
  private final Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

  @Test
  void requirement12AConversationBeginsOnce() {
    HttpResponse<String> first = client.post(CONVERSATIONS, "{\"title\":\"Once\"}", key);
    HttpResponse<String> again = client.post(CONVERSATIONS, "{ \"title\": \"Once\" }", key);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void requirement12TheSameKeyWithAnotherBodyIsRefused() {
    client.post(CONVERSATIONS, "{\"title\":\"Once\"}", key);
    HttpResponse<String> other = client.post(CONVERSATIONS, "{\"title\":\"Twice\"}", key);

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(Talk.json(other.body()).getString("code")).isEqualTo("idempotency_key_reused");
  }

  @Test
  void requirement12TheSameKeyIsAnotherOnAnotherRoute() {
    ScriptedChain chain = SharedEngine.chain();
    HttpResponse<String> begun = client.post(CONVERSATIONS, "{\"title\":\"Once\"}", key);
    Talk talk = new Talk(client, Talk.json(begun.body()).getString("id"));
    String question = Talk.body("Hello", chain, false);

    HttpResponse<String> first = client.post(talk.messagesPath(), question, key);
    HttpResponse<String> again = client.post(talk.messagesPath(), question, key);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(Talk.json(again.body())).isEqualTo(Talk.json(first.body()));
    assertThat(talk.messages()).hasSize(2);
    assertThat(talk.delete(key.get("Idempotency-Key")).statusCode()).isEqualTo(204);
    assertThat(client.get(talk.path()).statusCode()).isEqualTo(404);
  }

  @Test
  void requirement12WhatCanBeNoKeyIsRefused() {
    HttpResponse<String> refused =
        client.post(CONVERSATIONS, "{}", Map.of("Idempotency-Key", "a b"));

    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  void requirement12AKeyHasAtMost255Characters() {
    String longest = UUID.randomUUID() + "x".repeat(219);

    assertThat(client.post(CONVERSATIONS, "{}", Map.of("Idempotency-Key", longest)).statusCode())
        .isEqualTo(201);
    assertThat(
            client.post(CONVERSATIONS, "{}", Map.of("Idempotency-Key", longest + "x")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void requirement12AQuestionIsAnsweredOnce() {
    ScriptedChain chain = SharedEngine.chain();
    Talk talk = Talk.begin(client);
    String question = Talk.body("Hello", chain, false);

    HttpResponse<String> first = client.post(talk.messagesPath(), question, key);
    HttpResponse<String> again = client.post(talk.messagesPath(), question, key);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Talk.json(again.body())).isEqualTo(Talk.json(first.body()));
    assertThat(chain.first().requests()).hasSize(1);
    assertThat(talk.messages()).hasSize(2);
  }

  @Test
  void requirement12AStreamIsGivenOnceMoreInOnePiece() {
    ScriptedChain chain = SharedEngine.chain();
    Talk talk = Talk.begin(client);
    String question = Talk.body("Hello", chain, true);

    StreamedAnswer first =
        StreamedAnswer.of(client.post(talk.messagesPath(), question, key).body());
    StreamedAnswer again =
        StreamedAnswer.of(client.post(talk.messagesPath(), question, key).body());

    assertThat(again.isDone()).isTrue();
    assertThat(again.chunks()).hasSize(1);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(messageId(again)).isEqualTo(messageId(first));
    assertThat(chain.first().requests()).hasSize(1);
  }

  @Test
  void requirement12WhatIsBeingAnsweredIsNotAskedAgain() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.paced("one two three four", Duration.ofMillis(500)));
    Talk talk = Talk.begin(client);
    String question = Talk.body("Hello", chain, true);

    CompletableFuture<HttpResponse<String>> first =
        client.postLater(talk.messagesPath(), question, key);
    Eventually.holds("the provider is asked", () -> !chain.first().requests().isEmpty());
    HttpResponse<String> meanwhile = client.post(talk.messagesPath(), question, key);

    assertThat(meanwhile.statusCode()).isEqualTo(409);
    assertThat(meanwhile.headers().firstValue("Retry-After")).contains("1");
    assertThat(Talk.json(meanwhile.body()).getString("code")).isEqualTo("in_progress");
    assertThat(StreamedAnswer.of(first.join().body()).isDone()).isTrue();
    HttpResponse<String> later = client.post(talk.messagesPath(), question, key);
    assertThat(StreamedAnswer.of(later.body()).text()).isEqualTo("one two three four");
  }

  @Test
  void requirement12AnInterruptedAnswerIsGivenAsItIs() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.cutAfter("one two "));
    chain.second().always(Behaviours.error(500, "server_error", "oops"));
    Talk talk = Talk.begin(client);
    String question = Talk.body("Hello", chain, true);

    StreamedAnswer first =
        StreamedAnswer.of(client.post(talk.messagesPath(), question, key).body());
    StreamedAnswer again =
        StreamedAnswer.of(client.post(talk.messagesPath(), question, key).body());

    assertThat(again.isDone()).isFalse();
    assertThat(again.text()).isEqualTo(first.text()).isNotEmpty();
    assertThat(again.lastChunk().getJsonObject("error").getString("code"))
        .isEqualTo("stream_interrupted");
  }

  private static String messageId(StreamedAnswer answer) {
    JsonObject karen = answer.lastChunk().getJsonObject("karen");
    return karen.getString("message_id");
  }
}
