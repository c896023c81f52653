package ai.karen.chat.entity;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;

/**
 * A chat-completions request in OpenAI's shape. Only what the engine itself needs is checked; all
 * else is the provider's to understand. Immutable.
 *
 * @param body the request as it came
 */
public record ChatRequest(JsonObject body) {

  /**
   * @throws ProblemException 400 with the field at fault
   */
  public ChatRequest {
    requireModel(body.get("model"));
    requireMessages(body.get("messages"));
    requireBoolean(body.get("stream"), "stream");
    requireObject(body.get("stream_options"), "stream_options");
  }

  public String model() {
    return body.getString("model");
  }

  public boolean isStreaming() {
    return body.getBoolean("stream", false);
  }

  private static void requireModel(JsonValue model) {
    if (!(model instanceof JsonString name) || name.getString().isBlank()) {
      throw invalid(
          "model",
          "'model' must be a name such as \"primary\"; GET /v1/models lists what there is");
    }
  }

  private static void requireMessages(JsonValue messages) {
    if (!(messages instanceof JsonArray array) || array.isEmpty()) {
      throw invalid(
          "messages",
          "'messages' must be a list with at least one message such as"
              + " {\"role\":\"user\",\"content\":\"Hello\"}");
    }
    for (int index = 0; index < array.size(); index++) {
      requireRole(array.get(index), "messages[" + index + "]");
    }
  }

  private static void requireRole(JsonValue message, String name) {
    if (!(message instanceof JsonObject object)) {
      throw invalid(name, "'" + name + "' must be an object with a role and a content");
    }
    if (!(object.get("role") instanceof JsonString role) || role.getString().isBlank()) {
      throw invalid(
          name + ".role",
          "'" + name + ".role' must be a word: system, developer, user, assistant or tool");
    }
  }

  private static void requireBoolean(JsonValue value, String name) {
    if (value != null && !isNull(value) && !isBoolean(value)) {
      throw invalid(name, "'" + name + "' must be true or false");
    }
  }

  private static void requireObject(JsonValue value, String name) {
    if (value != null && !isNull(value) && !(value instanceof JsonObject)) {
      throw invalid(name, "'" + name + "' must be an object");
    }
  }

  private static boolean isNull(JsonValue value) {
    return value.getValueType() == ValueType.NULL;
  }

  private static boolean isBoolean(JsonValue value) {
    return value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
  }

  private static ProblemException invalid(String param, String sentence) {
    return new ProblemException(Problem.invalid(400, "invalid_value", sentence, param));
  }
}
