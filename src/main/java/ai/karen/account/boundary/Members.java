package ai.karen.account.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Reads members of a body. Absent and null are the same. */
final class Members {
  private Members() {}

  /**
   * @throws ProblemException 400 when it is no string, or one that no database can hold
   */
  static Optional<String> text(JsonObject body, String name) {
    JsonValue value = body.getOrDefault(name, JsonValue.NULL);
    if (value.getValueType() == JsonValue.ValueType.NULL) {
      return Optional.empty();
    }
    if (!(value instanceof JsonString text)) {
      throw invalid(name, "must be a string");
    }
    if (text.getString().indexOf('\0') >= 0) {
      throw invalid(name, "must not contain the character U+0000");
    }
    return Optional.of(text.getString());
  }

  /**
   * @throws ProblemException 400 also when it is absent
   */
  static String required(JsonObject body, String name) {
    return text(body, name).orElseThrow(() -> invalid(name, "is needed, as a string"));
  }

  /**
   * @throws ProblemException 400 when it is neither true nor false
   */
  static Optional<Boolean> flag(JsonObject body, String name) {
    return switch (body.getOrDefault(name, JsonValue.NULL).getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      case NULL -> Optional.empty();
      default -> throw invalid(name, "must be true or false");
    };
  }

  /**
   * @return 0 where it is absent
   * @throws ProblemException 400 when it is no whole number from 1 to the most
   */
  static long positive(JsonObject body, String name, long most) {
    JsonValue value = body.getOrDefault(name, JsonValue.NULL);
    if (value.getValueType() == JsonValue.ValueType.NULL) {
      return 0;
    }
    if (!(value instanceof JsonNumber number)
        || !number.isIntegral()
        || number.bigIntegerValue().signum() < 1
        || number.bigIntegerValue().compareTo(BigInteger.valueOf(most)) > 0) {
      throw invalid(name, "must be a whole number from 1 to " + most);
    }
    return number.longValue();
  }

  /**
   * @return empty where it is absent
   * @throws ProblemException 400 when it is no list of strings
   */
  static Optional<List<String>> texts(JsonObject body, String name) {
    JsonValue value = body.getOrDefault(name, JsonValue.NULL);
    if (value.getValueType() == JsonValue.ValueType.NULL) {
      return Optional.empty();
    }
    if (!(value instanceof JsonArray array)
        || !array.stream().allMatch(JsonString.class::isInstance)) {
      throw invalid(name, "must be a list of strings");
    }
    return Optional.of(
        array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
  }

  /**
   * @param words a clause that goes on behind the name
   */
  static ProblemException invalid(String name, String words) {
    return new ProblemException(
        Problem.invalid(400, "invalid_value", "'" + name + "' " + words, name));
  }
}
