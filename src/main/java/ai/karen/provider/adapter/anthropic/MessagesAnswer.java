package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a chat completion of a whole message. */
final class MessagesAnswer {
  private MessagesAnswer() {}

  /** Whether this is a message that was finished. */
  static boolean isWhole(JsonObject message) {
    return message.get("content") instanceof JsonArray
        && Fields.text(message, "stop_reason").isPresent();
  }

  /**
   * The completion.
   *
   * @param created seconds since the epoch; the vendor doesn't tell
   */
  static JsonObject completion(JsonObject message, long created) {
    String reason = AnswerParts.finishReason(Fields.text(message, "stop_reason", ""));
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("message", said(Fields.objects(message, "content")))
            .addNull("logprobs")
            .add("finish_reason", reason);
    JsonObject usage = Fields.object(message, "usage").orElse(JsonValue.EMPTY_JSON_OBJECT);
    return Json.createObjectBuilder()
        .add("id", Fields.text(message, "id", ""))
        .add("object", "chat.completion")
        .add("created", created)
        .add("model", Fields.text(message, "model", ""))
        .add("choices", Json.createArrayBuilder().add(choice))
        .add("usage", AnswerParts.usage(usage, Fields.figure(usage, "output_tokens")))
        .build();
  }

  private static JsonObjectBuilder said(List<JsonObject> blocks) {
    JsonObjectBuilder message = Json.createObjectBuilder().add("role", "assistant");
    String words = joined(blocks, "text");
    message.add("content", words.isEmpty() ? JsonValue.NULL : Json.createValue(words));
    message.addNull("refusal");
    String thoughts = joined(blocks, "thinking");
    if (!thoughts.isEmpty()) {
      message.add("reasoning_content", thoughts);
    }
    List<JsonObject> calls = blocks.stream().filter(MessagesAnswer::isCall).toList();
    if (!calls.isEmpty()) {
      message.add("tool_calls", calls(calls));
    }
    return message;
  }

  private static String joined(List<JsonObject> blocks, String type) {
    return blocks.stream()
        .filter(block -> Fields.text(block, "type", "").equals(type))
        .map(block -> Fields.text(block, type, ""))
        .collect(Collectors.joining());
  }

  private static boolean isCall(JsonObject block) {
    return Fields.text(block, "type", "").equals("tool_use");
  }

  private static JsonArrayBuilder calls(List<JsonObject> blocks) {
    JsonArrayBuilder calls = Json.createArrayBuilder();
    for (JsonObject block : blocks) {
      JsonObject input = Fields.object(block, "input").orElse(JsonValue.EMPTY_JSON_OBJECT);
      calls.add(AnswerParts.call(block, input.toString()));
    }
    return calls;
  }
}
