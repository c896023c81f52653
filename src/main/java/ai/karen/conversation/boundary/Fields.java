package ai.karen.conversation.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** Reads members of a body. Absent and null are the same. */
public final class Fields {
  private Fields() {}

  /**
   * @throws ProblemException 400 when it is no string, or one that no database can hold
   */
  public static Optional<String> text(JsonObject body, String name) {
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
   * @throws ProblemException 400 when it is neither true nor false
   */
  public static boolean flag(JsonObject body, String name) {
    return switch (body.getOrDefault(name, JsonValue.NULL).getValueType()) {
      case TRUE -> true;
      case FALSE, NULL -> false;
      default -> throw invalid(name, "must be true or false");
    };
  }

  /**
   * @return null where it is absent
   * @throws ProblemException 400 when it is no id
   */
  public static UUID id(JsonObject body, String name) {
    return text(body, name)
        .map(
            text -> Ids.parse(text).orElseThrow(() -> invalid(name, "must be the id of a message")))
        .orElse(null);
  }

  /**
   * @param words a clause that goes on behind the name
   */
  public static ProblemException invalid(String name, String words) {
    return new ProblemException(
        Problem.invalid(400, "invalid_value", "'" + name + "' " + words, name));
  }
}
