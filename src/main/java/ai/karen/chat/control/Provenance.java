package ai.karen.chat.control;

import ai.karen.conversation.control.Opening;
import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;

/** How an answer within a conversation came about, with where it is kept. */
final class Provenance {
  private Provenance() {}

  static JsonObject of(JsonObject karen, Opening opening) {
    return Json.createObjectBuilder(karen)
        .add("message_id", opening.by().place().id().toString())
        .add("user_message_id", opening.question().id().toString())
        .build();
  }
}
