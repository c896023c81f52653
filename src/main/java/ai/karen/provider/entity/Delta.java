package ai.karen.provider.entity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

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
    return choices().anyMatch(choice -> speaks(choice, "delta") || speaks(choice, "message"));
  }

  /** Whether some choice has come to its end. */
  public boolean finishes() {
    return choices()
        .anyMatch(choice -> isSomething(choice.getOrDefault("finish_reason", JsonValue.NULL)));
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

  private Stream<JsonObject> choices() {
    return json.get("choices") instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject)
        : Stream.empty();
  }

  private static boolean speaks(JsonObject choice, String part) {
    return choice.get(part) instanceof JsonObject said
        && said.entrySet().stream()
            .anyMatch(field -> !field.getKey().equals("role") && isSomething(field.getValue()));
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
