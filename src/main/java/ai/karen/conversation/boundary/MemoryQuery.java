package ai.karen.conversation.boundary;

import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/**
 * What a client searches for.
 *
 * @param limit how many messages at most
 */
record MemoryQuery(String text, int limit) {
  static final int LONGEST = 2_000;
  static final int MOST = 50;
  private static final int USUAL = 10;

  /**
   * @throws ProblemException 400 with what to change
   */
  static MemoryQuery of(JsonObject body) {
    String text = Fields.text(body, "query").orElse("").strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw Fields.invalid("query", "must be a text of 1 to " + LONGEST + " characters");
    }
    return new MemoryQuery(text, limit(body.getOrDefault("limit", JsonValue.NULL)));
  }

  private static int limit(JsonValue value) {
    if (value.getValueType() == JsonValue.ValueType.NULL) {
      return USUAL;
    }
    if (value instanceof JsonNumber number && number.isIntegral()) {
      int limit = number.bigDecimalValue().min(BigDecimal.valueOf(MOST + 1L)).intValue();
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Fields.invalid("limit", "must be a whole number from 1 to " + MOST);
  }
}
