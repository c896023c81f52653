package ai.karen.recall.control;

import ai.karen.chat.entity.ChatRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Set;

/** Tells requests to which one answer is as good as another from all others. */
final class Repeatable {
  /** With one of these an answer has effects elsewhere, or rests on what is known elsewhere. */
  private static final Set<String> NEVER_WITH =
      Set.of(
          "tools", "functions", "web_search_options", "store", "audio", "modalities", "prediction");

  private Repeatable() {}

  /** At temperature 0, in one piece, for one choice, from nothing but its own text. */
  static boolean is(ChatRequest request) {
    JsonObject body = request.body();
    return !request.isStreaming()
        && isNumber(body.get("temperature"), BigDecimal.ZERO)
        && (!body.containsKey("n") || isNumber(body.get("n"), BigDecimal.ONE))
        && body.keySet().stream().noneMatch(NEVER_WITH::contains)
        && body.getJsonArray("messages").stream().allMatch(Repeatable::isText);
  }

  private static boolean isNumber(JsonValue value, BigDecimal wanted) {
    return value instanceof JsonNumber number && number.bigDecimalValue().compareTo(wanted) == 0;
  }

  private static boolean isText(JsonValue message) {
    JsonValue content = message.asJsonObject().get("content");
    return content instanceof JsonString
        || content instanceof JsonArray parts && parts.stream().allMatch(Repeatable::isTextPart);
  }

  private static boolean isTextPart(JsonValue part) {
    return part instanceof JsonObject object
        && object.get("type") instanceof JsonString type
        && type.getString().equals("text");
  }
}
