package ai.karen.chat.entity;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** The name in a request's field {@code model}. */
public final class ModelName {
  static final int LONGEST = 256;

  private ModelName() {}

  /**
   * @param value null where the field is absent
   * @param example a name that could stand there
   * @throws ProblemException 400 unless it can be a name
   */
  public static String of(JsonValue value, String example) {
    if (value instanceof JsonString name && isFit(name.getString())) {
      return name.getString();
    }
    throw new ProblemException(
        Problem.invalid(
            400,
            "invalid_value",
            "'model' must be a name such as \"%s\", of at most %d characters; GET /v1/models lists"
                    .formatted(example, LONGEST)
                + " what there is",
            "model"));
  }

  private static boolean isFit(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }
}
