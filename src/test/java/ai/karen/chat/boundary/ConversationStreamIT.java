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
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requirement 10: answers in a conversation, as a stream. */
class ConversationStreamIT {
  private static final String TEXT = "one two three four five six seven eight nine ten eleven";

  private final EngineClient client = SharedEngine.client();
  private final ScriptedChain chain = SharedEngine.chain();
  private final Talk talk = Talk.begin(client);

  @Test
  void requirement10AStreamsEndMeansThatItIsKept() {
    chain.first().always(Behaviours.answer(TEXT));

    HttpResponse<String> response = client.post(talk.messagesPath(), question());

    StreamedAnswer answer = StreamedAnswer.of(response.body());
    JsonObject karen = answer.lastChunk().getJsonObject("karen");
    JsonObject kept = talk.newest();
    assertThat(answer.isDone()).isTrue();
    assertThat(answer.text()).isEqualTo(TEXT);
    assertThat(kept.getString("id")).isEqualTo(karen.getString("message_id"));
    assertThat(kept.getString("parent_id")).isEqualTo(karen.getString("user_message_id"));
    assertThat(kept.getString("content")).isEqualTo(TEXT);
    assertThat(kept.getString("status")).isEqualTo("complete");
    assertThat(response.headers().firstValue("x-karen-provider")).contains(chain.firstId());
  }

  @Test
  void requirement10WhatWasStreamedIsKeptEverySecond() throws IOException {
    chain.first().always(Behaviours.paced(TEXT, Duration.ofMillis(400)));

    HttpResponse<InputStream> response = client.stream(talk.messagesPath(), question());

    try (InputStream body = response.body()) {
      Eventually.holds("a part is kept", () -> talk.messages().size() == 2);
      JsonObject part = talk.newest();
      assertThat(part.getString("status")).isEqualTo("interrupted");
      assertThat(TEXT)
          .startsWith(part.getString("content"))
          .isNotEqualTo(part.getString("content"));
      body.readAllBytes();
    }
    assertThat(talk.newest().getString("content")).isEqualTo(TEXT);
    assertThat(talk.newest().getString("status")).isEqualTo("complete");
  }

  @Test
  void requirement10AStreamThatBreaksOffStaysInterrupted() {
    chain.first().always(Behaviours.cutAfter("one two "));
    chain.second().always(Behaviours.error(500, "server_error", "oops"));

    StreamedAnswer answer = StreamedAnswer.of(client.post(talk.messagesPath(), question()).body());

    JsonObject kept = talk.newest();
    assertThat(answer.isDone()).isFalse();
    assertThat(answer.lastChunk().getJsonObject("error").getString("code"))
        .isEqualTo("stream_interrupted");
    assertThat(kept.getString("status")).isEqualTo("interrupted");
    assertThat(kept.getString("content")).isEqualTo(answer.text()).isNotEmpty();
  }

  @Test
  void requirement10WhoeverLeavesFindsWhatWasDelivered() throws IOException {
    chain.first().always(Behaviours.paced(TEXT, Duration.ofMillis(300)));

    HttpResponse<InputStream> response = client.stream(talk.messagesPath(), question());
    try (InputStream body = response.body()) {
      body.readNBytes(400);
    }

    chain.first().awaitAbandoned(1);
    Eventually.holds("a part is kept", () -> talk.messages().size() == 2);
    JsonObject kept = talk.newest();
    assertThat(kept.getString("status")).isEqualTo("interrupted");
    assertThat(TEXT).startsWith(kept.getString("content"));
  }

  @Test
  void requirement10WhatNoDatabaseCanHoldIsKeptWithAMark() {
    chain.first().always(Behaviours.answer("one\u0000two \ud83d\ude00"));

    client.post(talk.messagesPath(), question());

    assertThat(talk.newest().getString("content")).isEqualTo("one\ufffdtwo \ud83d\ude00");
  }

  private String question() {
    return Talk.body("Count!", chain, true);
  }
}
