package ai.karen.conversation.boundary;

import ai.karen.conversation.entity.Conversation;
import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Conversations as clients see them. */
final class ConversationJson {
  private ConversationJson() {}

  static JsonObject of(Conversation conversation) {
    String title = conversation.title();
    return Json.createObjectBuilder()
        .add("id", conversation.id().toString())
        .add("title", title == null ? JsonValue.NULL : Json.createValue(title))
        .add("created_at", conversation.createdAt().toString())
        .add("updated_at", conversation.updatedAt().toString())
        .add("revision", conversation.revision())
        .build();
  }
}
