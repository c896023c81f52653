package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.Talk;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 10: answers in a conversation, in one piece. */
class ConversationAnswersIT {
  private final EngineClient client = SharedEngine.client();
  private final ScriptedChain chain = SharedEngine.chain();
  private final Talk talk = Talk.begin(client);

  @Test
  void requirement10QuestionAndAnswerAreKept() {
    chain.first().always(Behaviours.answer("It is a switch."));

    HttpResponse<String> said = talk.say("What is it?", chain);

    JsonObject turn = Talk.json(said.body());
    JsonObject question = turn.getJsonObject("user_message");
    JsonObject answer = turn.getJsonObject("message");
    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(said.headers().firstValue("x-karen-provider")).contains(chain.firstId());
    assertThat(said.headers().firstValue("x-karen-degraded")).isEmpty();
    assertThat(question.getString("role")).isEqualTo("user");
    assertThat(question.getString("content")).isEqualTo("What is it?");
    assertThat(answer.getString("role")).isEqualTo("assistant");
    assertThat(answer.getString("content")).isEqualTo("It is a switch.");
    assertThat(answer.getString("status")).isEqualTo("complete");
    assertThat(answer.getString("parent_id")).isEqualTo(question.getString("id"));
    assertThat(answer.getJsonObject("karen").getString("provider")).isEqualTo(chain.firstId());
    assertThat(talk.messages()).containsExactly(question, answer);
  }

  @Test
  void requirement10TheModelIsToldWhatWasSaidBefore() {
    chain.first().always(Behaviours.answer("One."));
    talk.say("First?", chain);
    talk.say("Second?", chain);

    JsonObject asked = Talk.json(chain.first().lastRequest().body());

    assertThat(texts(asked)).containsExactly("First?", "One.", "Second?");
  }

  @Test
  void requirement10AnEarlierMessageCanBeGoneOnFrom() {
    String first =
        Talk.json(talk.say("First?", chain).body()).getJsonObject("message").getString("id");
    talk.say("Second?", chain);
    client.post(
        talk.messagesPath(),
        "{\"content\":\"Another?\",\"model\":\"%s\",\"parent_id\":\"%s\"}"
            .formatted(chain.name(), first));

    JsonObject asked = Talk.json(chain.first().lastRequest().body());

    assertThat(texts(asked)).containsExactly("First?", "Hello from the script.", "Another?");
  }

  @Test
  void requirement10AnotherProvidersAnswerSaysSo() {
    chain.first().always(Behaviours.error(500, "server_error", "oops"));

    HttpResponse<String> said = talk.say("Hello", chain);

    assertThat(said.headers().firstValue("x-karen-degraded")).contains("provider");
    assertThat(talk.newest().getString("content")).isEqualTo("Hello from the second.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"content\":\" \"}",
        "{\"content\":[]}",
        "{\"content\":\"a\\u0000b\"}",
        "{\"content\":\"x\",\"stream\":1}",
        "{\"content\":\"x\",\"model\":5}",
        "{\"content\":\"x\",\"parent_id\":\"x\"}",
        "{\"content\":\"x\",\"parent_id\":\"019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11\"}"
      })
  void requirement10WhatCanNotBeAnsweredIsRefusedAndNotKept(String body) {
    HttpResponse<String> refused = client.post(talk.messagesPath(), body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Talk.json(refused.body()).getString("code")).isEqualTo("invalid_value");
    assertThat(talk.messages()).isEmpty();
  }

  @Test
  void requirement10AModelThatIsNotThereIsRefusedBeforeAnythingIsKept() {
    HttpResponse<String> refused =
        client.post(talk.messagesPath(), "{\"content\":\"x\",\"model\":\"nobody/nothing\"}");

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("model_not_found");
    assertThat(talk.messages()).isEmpty();
  }

  private static List<String> texts(JsonObject asked) {
    return asked.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> message.getString("content"))
        .toList();
  }
}
