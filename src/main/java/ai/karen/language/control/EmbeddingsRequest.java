package ai.karen.language.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a caller of the embeddings API asks for, checked. Immutable.
 *
 * @param inputs 1 to 2048 texts, none empty
 * @param format how vectors are written
 * @param dimensions how long vectors shall be; empty for the model's own length
 */
record EmbeddingsRequest(List<String> inputs, EmbeddingFormat format, OptionalInt dimensions) {
  static final int MOST_INPUTS = 2_048;

  /**
   * Reads the request's body.
   *
   * @param longest the model's own number of dimensions
   * @throws ProblemException (400) with what to change
   */
  static EmbeddingsRequest of(JsonObject body, int longest) {
    return new EmbeddingsRequest(
        inputs(body.get("input")),
        format(body.get("encoding_format")),
        dimensions(body.get("dimensions"), longest));
  }

  private static List<String> inputs(JsonValue input) {
    if (input == null || input == JsonValue.NULL) {
      throw refusal("missing_required_parameter", "Missing required parameter: 'input'.", "input");
    }
    if (input instanceof JsonArray array) {
      return texts(array);
    }
    return List.of(text(input, "input"));
  }

  private static List<String> texts(JsonArray array) {
    if (array.isEmpty() || array.size() > MOST_INPUTS) {
      throw refusal(
          "invalid_value",
          "'input' has " + array.size() + " items; give 1 to " + MOST_INPUTS + ".",
          "input");
    }
    return array.stream().map(item -> text(item, "input")).toList();
  }

  private static String text(JsonValue value, String param) {
    if (value instanceof JsonNumber || value instanceof JsonArray) {
      throw refusal(
          "invalid_value",
          "This model does not take token ids, which belong to another model's vocabulary; give"
              + " the text itself, as a string or an array of strings.",
          param);
    }
    if (!(value instanceof JsonString string)) {
      throw refusal("invalid_type", "'input' must be a string or an array of strings.", param);
    }
    if (string.getString().isEmpty()) {
      throw refusal("invalid_value", "'input' cannot be an empty string.", param);
    }
    return string.getString();
  }

  private static EmbeddingFormat format(JsonValue value) {
    if (value == null || value == JsonValue.NULL) {
      return EmbeddingFormat.FLOAT;
    }
    String word = value instanceof JsonString string ? string.getString() : "";
    return EmbeddingFormat.named(word)
        .orElseThrow(
            () ->
                refusal(
                    "invalid_value",
                    "'encoding_format' must be 'float' or 'base64'.",
                    "encoding_format"));
  }

  private static OptionalInt dimensions(JsonValue value, int longest) {
    if (value == null || value == JsonValue.NULL) {
      return OptionalInt.empty();
    }
    if (value instanceof JsonNumber number && number.isIntegral()) {
      double wanted = number.doubleValue();
      if (wanted >= 1 && wanted <= longest) {
        return OptionalInt.of((int) wanted);
      }
    }
    throw refusal(
        "invalid_value",
        "'dimensions' must be a whole number from 1 to " + longest + " for this model.",
        "dimensions");
  }

  private static ProblemException refusal(String code, String sentence, String param) {
    return new ProblemException(Problem.invalid(400, code, sentence, param));
  }
}
