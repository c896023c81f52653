package ai.karen.provider.adapter.extractive;

import ai.karen.language.entity.Utterance;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes the text out of a chat request: contents may be plain or in parts, of which some are text.
 */
final class Utterances {

  private Utterances() {}

  static List<Utterance> of(JsonObject request) {
    return request.getJsonArray("messages").stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject)
        .map(message -> new Utterance(message.getString("role", "user"), text(message)))
        .toList();
  }

  private static String text(JsonObject message) {
    JsonValue content = message.getOrDefault("content", JsonValue.NULL);
    if (content instanceof JsonArray parts) {
      return parts.stream()
          .filter(JsonObject.class::isInstance)
          .map(part -> string(part.asJsonObject().get("text")))
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining("\n"));
    }
    return string(content);
  }

  private static String string(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : "";
  }
}
