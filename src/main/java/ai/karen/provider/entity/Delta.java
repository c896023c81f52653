package ai.karen.provider.entity;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One piece of an answer in OpenAI's shape: a {@code chat.completion.chunk} of a stream, or the
 * whole {@code chat.completion} where none was asked for. Immutable, thread-safe.
 */
public final class Delta {
  private final String text;

  /** Null where this is no piece of a known shape. */
  private final DeltaShape shape;

  /** Null where only a reading of the piece could tell. */
  private final String said;

  private volatile JsonObject json;

  /**
   * @param json the piece
   * @param text the same as it came from the provider, on one line, so that it can be passed on as
   *     it was; null when it has to be written anew
   */
  public Delta(JsonObject json, String text) {
    this.json = json;
    this.text = text;
    this.shape = null;
    this.said = null;
  }

  Delta(String text, DeltaShape shape, String said) {
    this.text = text;
    this.shape = shape;
    this.said = said;
  }

  public static Delta of(JsonObject json) {
    return new Delta(json, null);
  }

  /** The piece; read when it is first asked for. */
  public JsonObject json() {
    JsonObject read = json;
    if (read == null) {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        read = reader.readObject();
      }
      json = read;
    }
    return read;
  }

  /**
   * The text that the first choice goes on with, where the piece is known to hold nothing else;
   * null where that is not known.
   */
  public String said() {
    return said;
  }

  /** The line to send. */
  public String line() {
    return text == null ? json().toString() : text;
  }

  /** Whether something was said: content, reasoning or a tool call; a role alone says nothing. */
  public boolean carriesToken() {
    return said == null
        ? anyChoice(choice -> speaks(choice, "delta") || speaks(choice, "message"))
        : !said.isEmpty();
  }

  /** Whether some choice has come to its end. */
  public boolean finishes() {
    return said == null
        && anyChoice(choice -> isSomething(choice.getOrDefault("finish_reason", JsonValue.NULL)));
  }

  /** Whether this is the piece without choices in which a stream reports its usage. */
  public boolean closes() {
    return said == null && json().get("choices") instanceof JsonArray array && array.isEmpty();
  }

  public Optional<Usage> usage() {
    return said == null && json().get("usage") instanceof JsonObject usage
        ? Optional.of(Usage.of(usage))
        : Optional.empty();
  }

  public Optional<String> model() {
    return shape == null ? modelOf(json()) : shape.model();
  }

  static Optional<String> modelOf(JsonObject json) {
    return json.get("model") instanceof JsonString model
        ? Optional.of(model.getString()).filter(name -> !name.isBlank())
        : Optional.empty();
  }

  /** Loops, because this is asked of every piece of every stream. */
  private boolean anyChoice(Predicate<JsonObject> test) {
    if (json().get("choices") instanceof JsonArray choices) {
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
