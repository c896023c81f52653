package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The words and figures that whole answers and streams share. */
final class AnswerParts {
  private AnswerParts() {}

  /** OpenAI's {@code finish_reason} for a {@code stop_reason}. */
  static String finishReason(String stopReason) {
    return switch (stopReason) {
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "tool_use" -> "tool_calls";
      case "refusal" -> "content_filter";
      default -> "stop";
    };
  }

  /**
   * OpenAI's {@code usage}, whose prompt tokens include what the cache gave and took.
   *
   * @param input the vendor's figures of the prompt
   * @param completion tokens written
   */
  static JsonObject usage(JsonObject input, long completion) {
    long cached = Fields.figure(input, "cache_read_input_tokens");
    long written = Fields.figure(input, "cache_creation_input_tokens");
    long prompt = Fields.figure(input, "input_tokens") + cached + written;
    return Json.createObjectBuilder()
        .add("prompt_tokens", prompt)
        .add("completion_tokens", completion)
        .add("total_tokens", prompt + completion)
        .add("prompt_tokens_details", Json.createObjectBuilder().add("cached_tokens", cached))
        .build();
  }

  /** A tool call but for its index; the arguments are JSON in a string, as OpenAI has them. */
  static JsonObjectBuilder call(JsonObject block, String arguments) {
    JsonObjectBuilder function =
        Json.createObjectBuilder()
            .add("name", Fields.text(block, "name", ""))
            .add("arguments", arguments);
    return Json.createObjectBuilder()
        .add("id", Fields.text(block, "id", ""))
        .add("type", "function")
        .add("function", function);
  }
}
