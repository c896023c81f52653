package ai.karen.chat.boundary;

import ai.karen.chat.entity.AnswerRequest;
import ai.karen.chat.entity.ModelName;
import ai.karen.conversation.boundary.Fields;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Reads what somebody says in a conversation. */
final class AnswerFields {
  private static final String CONTENT = "content";
  private static final String MODEL = "model";

  private AnswerFields() {}

  /**
   * @throws ProblemException 400 with the member at fault
   */
  static AnswerRequest of(JsonObject body) {
    String content =
        Fields.text(body, CONTENT)
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> Fields.invalid(CONTENT, "must be a string that says something"));
    return new AnswerRequest(
        content, Fields.flag(body, "stream"), model(body), Fields.id(body, "parent_id"));
  }

  private static String model(JsonObject body) {
    JsonValue model = body.getOrDefault(MODEL, JsonValue.NULL);
    return model.getValueType() == JsonValue.ValueType.NULL ? null : ModelName.of(model, "primary");
  }
}
