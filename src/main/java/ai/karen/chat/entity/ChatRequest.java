package ai.karen.chat.entity;

import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * A chat-completions request in OpenAI's shape. The types of its known fields are checked; all else
 * is the provider's to understand. Immutable.
 *
 * @param body the request as it came
 */
public record ChatRequest(JsonObject body) {

  /**
   * @throws ProblemException 400 with the field at fault
   */
  public ChatRequest {
    ModelName.of(body.get("model"), "primary");
    requireMessages(body.get("messages"));
    ChatFields.requireRequest(body);
  }

  public String model() {
    return body.getString("model");
  }

  public boolean isStreaming() {
    return body.getBoolean("stream", false);
  }

  private static void requireMessages(JsonValue messages) {
    if (!(messages instanceof JsonArray array) || array.isEmpty()) {
      throw ChatFields.invalid(
          "messages",
          "a list with at least one message such as {\"role\":\"user\",\"content\":\"Hello\"}");
    }
    for (int index = 0; index < array.size(); index++) {
      requireMessage(array.get(index), "messages[" + index + "]");
    }
  }

  private static void requireMessage(JsonValue message, String place) {
    if (!(message instanceof JsonObject object)) {
      throw ChatFields.invalid(place, "an object with a role and a content");
    }
    ChatFields.requireMessage(object, place);
  }
}
