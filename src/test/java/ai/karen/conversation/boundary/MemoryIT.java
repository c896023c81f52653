package ai.karen.conversation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.Talk;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 9, over HTTP, with the real embedding model. */
class MemoryIT {
  private static final String PATH = "/api/memory/search";

  private final EngineClient client = SharedEngine.client();
  private final ScriptedChain chain = SharedEngine.chain();

  @Test
  void requirement9WhatWasSaidIsFoundByItsMeaningAndNotAfterItsDeletion() {
    chain.first().always(Behaviours.answer("Noted."));
    Talk talk = Talk.begin(client);
    talk.say("My cat is ill and has to see the veterinarian on Tuesday", chain);
    talk.say("The invoice for the new roof has not been paid yet", chain);
    String query = "{\"query\":\"an appointment for a sick animal\",\"limit\":1}";

    Eventually.holds("it is found", () -> found(query).stream().anyMatch(MemoryIT::isOfTheCat));
    JsonObject best = found(query).get(0);

    assertThat(best.getString("conversation_id")).isEqualTo(talk.id());
    assertThat(best.getJsonNumber("score").doubleValue()).isBetween(0.2, 1.0);
    talk.delete();
    assertThat(found(query)).noneMatch(MemoryIT::isOfTheCat);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"query\":\" \"}",
        "{\"query\":1}",
        "{\"query\":\"x\",\"limit\":0}",
        "{\"query\":\"x\",\"limit\":51}",
        "{\"query\":\"x\",\"limit\":1.5}",
        "{\"query\":\"x\",\"limit\":\"1\"}"
      })
  void whatCanNotBeSearchedForIsRefused(String body) {
    HttpResponse<String> refused = client.post(PATH, body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Talk.json(refused.body()).getString("code")).isEqualTo("invalid_value");
  }

  @Test
  void aQueryHasAtMost2000Characters() {
    assertThat(client.post(PATH, query(2_000)).statusCode()).isEqualTo(200);
    assertThat(client.post(PATH, query(2_001)).statusCode()).isEqualTo(400);
  }

  private static String query(int length) {
    return "{\"query\":\"" + "word ".repeat(length / 5 - 1) + "x".repeat(5 + length % 5) + "\"}";
  }

  private List<JsonObject> found(String query) {
    return Talk.json(client.post(PATH, query).body())
        .getJsonArray("data")
        .getValuesAs(JsonObject.class);
  }

  private static boolean isOfTheCat(JsonObject memory) {
    return memory.getJsonObject("message").getString("content").startsWith("My cat");
  }
}
