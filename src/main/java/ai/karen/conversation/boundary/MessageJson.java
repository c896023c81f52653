package ai.karen.conversation.boundary;

import ai.karen.conversation.entity.Message;
import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.UUID;

/** Messages as clients see them. */
public final class MessageJson {
  private MessageJson() {}

  public static JsonObject of(Message message) {
    UUID parent = message.parentId();
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", message.id().toString())
            .add("role", message.role())
            .add("content", message.content())
            .add("status", message.status())
            .add("created_at", message.createdAt().toString())
            .add(
                "parent_id", parent == null ? JsonValue.NULL : Json.createValue(parent.toString()));
    if (message.model() != null) {
      json.add("model", message.model());
    }
    if (message.karen() != null) {
      json.add("karen", Json.readObject(message.karen()));
    }
    return json.build();
  }
}
