package ai.karen.provider.entity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One piece of an answer in OpenAI's shape: a {@code chat.completion.chunk} of a stream, or the
 * whole {@code chat.completion} where none was asked for.
 *
 * @param json the piece
 * @param text the same as it came from the provider, on one line, so that it can be passed on as it
 *     was; null when it has to be written anew
 */
public record Delta(JsonObject json, String text) {

  public static Delta of(JsonObject json) {
    return new Delta(json, null);
  }

  /** The line to send. */
  public String line() {
    return text == null ? json.toString() : text;
  }

  /** Whether something was said: content, reasoning or a tool call; a role alone says nothing. */
  public boolean carriesToken() {
    return anyChoice(choice -> speaks(choice, "delta") || speaks(choice, "message"));
  }

  /** Whether some choice has come to its end. */
  public boolean finishes() {
    return anyChoice(choice -> isSomething(choice.getOrDefault("finish_reason", JsonValue.NULL)));
  }

  /** Whether this is the piece without choices in which a stream reports its usage. */
  public boolean closes() {
    return json.get("choices") instanceof JsonArray array && array.isEmpty();
  }

  public Optional<Usage> usage() {
    return json.get("usage") instanceof JsonObject usage
        ? Optional.of(Usage.of(usage))
        : Optional.empty();
  }

  public Optional<String> model() {
    return json.get("model") instanceof JsonString model
        ? Optional.of(model.getString()).filter(name -> !name.isBlank())
        : Optional.empty();
  }

  /** Loops, because this is asked of every piece of every stream. */
  private boolean anyChoice(Predicate<JsonObject> test) {
    if (json.get("choices") instanceof JsonArray choices) {
      for (JsonValue value : choices) {
        if (value instanceof JsonObject choice && test.test(choice)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean speaks(JsonObject choice, String part) {
    if (choice.get(part) instanceof JsonObject said) {
      for (Map.Entry<String, JsonValue> field : said.entrySet()) {
        if (!field.getKey().equals("role") && isSomething(field.getValue())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a member says nothing: null, a flag, or empty. */
  public static boolean isNothing(JsonValue value) {
    return !isSomething(value);
  }

  private static boolean isSomething(JsonValue value) {
    return switch (value.getValueType()) {
      case NULL, TRUE, FALSE -> false;
      case STRING -> !((JsonString) value).getString().isEmpty();
      case ARRAY -> !value.asJsonArray().isEmpty();
      case OBJECT -> !value.asJsonObject().isEmpty();
      case NUMBER -> true;
    };
  }
}
