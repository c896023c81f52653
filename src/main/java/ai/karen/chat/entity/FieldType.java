package ai.karen.chat.entity;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.function.Predicate;

/** What a field of a request may hold, besides null, which is as good as absent. */
enum FieldType {
  BOOLEAN("true or false", FieldType::isBoolean),
  NUMBER("a number", JsonNumber.class::isInstance),
  WHOLE("a whole number", FieldType::isWhole),
  COUNT("a whole number from 0 to 2147483647", value -> isWhole(value, 0, Integer.MAX_VALUE)),
  TOKENS("a whole number from 1 to 2147483647", value -> isWhole(value, 1, Integer.MAX_VALUE)),
  CHOICES("a whole number from 1 to 128", value -> isWhole(value, 1, 128)),
  TEXT("a string", JsonString.class::isInstance),
  OBJECT("an object", JsonObject.class::isInstance),
  OBJECTS("a list of objects", value -> isListOf(JsonObject.class, value)),
  TEXTS(
      "a string or a list of strings",
      value -> value instanceof JsonString || isListOf(JsonString.class, value)),
  CONTENT(
      "a string or a list of parts such as {\"type\":\"text\",\"text\":\"Hello\"}",
      value -> value instanceof JsonString || isListOf(JsonObject.class, value)),
  CHOICE(
      "a word or an object", value -> value instanceof JsonString || value instanceof JsonObject);

  private final String words;
  private final Predicate<JsonValue> rule;

  FieldType(String words, Predicate<JsonValue> rule) {
    this.words = words;
    this.rule = rule;
  }

  /**
   * @param value null where the field is absent
   */
  boolean fits(JsonValue value) {
    return value == null || value.getValueType() == ValueType.NULL || rule.test(value);
  }

  /** For a sentence that says what the field must be. */
  String words() {
    return words;
  }

  private static boolean isBoolean(JsonValue value) {
    return value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
  }

  private static boolean isWhole(JsonValue value) {
    return value instanceof JsonNumber number
        && number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
  }

  private static boolean isWhole(JsonValue value, long least, long most) {
    if (!isWhole(value)) {
      return false;
    }
    BigDecimal exact = ((JsonNumber) value).bigDecimalValue();
    return exact.compareTo(BigDecimal.valueOf(least)) >= 0
        && exact.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  private static boolean isListOf(Class<? extends JsonValue> type, JsonValue value) {
    return value instanceof JsonArray array && array.stream().allMatch(type::isInstance);
  }
}
