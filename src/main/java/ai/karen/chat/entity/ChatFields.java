package ai.karen.chat.entity;

import static java.util.Map.entry;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * The types of the fields that OpenAI's chat completions have, so that a mistake is told before any
 * provider is asked. What is not in here is a provider's to understand.
 */
final class ChatFields {
  private static final Map<String, FieldType> OF_REQUEST =
      Map.ofEntries(
          entry("stream", FieldType.BOOLEAN),
          entry("stream_options", FieldType.OBJECT),
          entry("n", FieldType.CHOICES),
          entry("max_tokens", FieldType.TOKENS),
          entry("max_completion_tokens", FieldType.TOKENS),
          entry("temperature", FieldType.NUMBER),
          entry("top_p", FieldType.NUMBER),
          entry("presence_penalty", FieldType.NUMBER),
          entry("frequency_penalty", FieldType.NUMBER),
          entry("seed", FieldType.WHOLE),
          entry("stop", FieldType.TEXTS),
          entry("tools", FieldType.OBJECTS),
          entry("tool_choice", FieldType.CHOICE),
          entry("parallel_tool_calls", FieldType.BOOLEAN),
          entry("response_format", FieldType.OBJECT),
          entry("logit_bias", FieldType.OBJECT),
          entry("logprobs", FieldType.BOOLEAN),
          entry("top_logprobs", FieldType.COUNT),
          entry("metadata", FieldType.OBJECT),
          entry("user", FieldType.TEXT));

  private static final Map<String, FieldType> OF_STREAM_OPTIONS =
      Map.of("include_usage", FieldType.BOOLEAN);

  private static final Map<String, FieldType> OF_MESSAGE =
      Map.of(
          "content", FieldType.CONTENT,
          "name", FieldType.TEXT,
          "tool_calls", FieldType.OBJECTS,
          "tool_call_id", FieldType.TEXT);

  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private ChatFields() {}

  static void requireRequest(JsonObject body) {
    require(body, OF_REQUEST, "");
    if (body.get("stream_options") instanceof JsonObject options) {
      require(options, OF_STREAM_OPTIONS, "stream_options.");
    }
  }

  /**
   * @param place the message's, such as {@code messages[0]}
   */
  static void requireMessage(JsonObject message, String place) {
    if (!ROLES.contains(message.getString("role", ""))) {
      throw invalid(
          place + ".role", "a word: system, developer, user, assistant, tool or function");
    }
    require(message, OF_MESSAGE, place + ".");
  }

  static ProblemException invalid(String param, String words) {
    String sentence = "'" + param + "' must be " + words;
    return new ProblemException(Problem.invalid(400, "invalid_value", sentence, param));
  }

  private static void require(JsonObject object, Map<String, FieldType> types, String place) {
    types.forEach(
        (name, type) -> {
          if (!type.fits(object.get(name))) {
            throw invalid(place + name, type.words());
          }
        });
  }
}
