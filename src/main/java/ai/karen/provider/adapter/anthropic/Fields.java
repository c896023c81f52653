package ai.karen.provider.adapter.anthropic;

import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads fields that may be absent, null or of another type than expected. */
final class Fields {
  private static final int BAD_REQUEST = 400;

  private Fields() {}

  /** Empty for anything but a string. */
  static Optional<String> text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  static String text(JsonObject object, String name, String otherwise) {
    return text(object, name).orElse(otherwise);
  }

  static Optional<JsonObject> object(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject found ? Optional.of(found) : Optional.empty();
  }

  /** The objects of an array; none where there is no array. */
  static List<JsonObject> objects(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList()
        : List.of();
  }

  static long figure(JsonObject object, String name) {
    return object.get(name) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
  }

  /** What the Messages API can't be asked. */
  static ProviderRefusal unsupported(String sentence) {
    return new ProviderRefusal(FailureKind.INVALID, BAD_REQUEST, "unsupported", sentence, null);
  }
}
