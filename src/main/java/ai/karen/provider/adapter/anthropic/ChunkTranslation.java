package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Makes chunks of a stream's events, at most one of each, so that demand for chunks is demand for
 * events. One object translates one stream. Not thread-safe.
 */
final class ChunkTranslation {
  private final long created;
  private final boolean includeUsage;
  private String id = "";
  private String model = "";
  private JsonObject input = JsonValue.EMPTY_JSON_OBJECT;
  private long output;
  private int calls;
  private boolean argumentsPending;
  private boolean finished;
  private boolean stopped;

  /**
   * A translation of one stream.
   *
   * @param created seconds since the epoch; the vendor doesn't tell
   * @param includeUsage whether a last chunk shall tell the usage
   */
  ChunkTranslation(long created, boolean includeUsage) {
    this.created = created;
    this.includeUsage = includeUsage;
  }

  /** Whether the reason for stopping has come: nothing more will be said. */
  boolean isFinished() {
    return finished;
  }

  /** Whether {@code message_stop} has come. */
  boolean isStopped() {
    return stopped;
  }

  /** The chunk that an event becomes; empty where it says nothing to the caller. */
  Optional<JsonObject> chunk(JsonObject event) {
    return switch (Fields.text(event, "type", "")) {
      case "message_start" -> start(inner(event, "message"));
      case "content_block_start" -> blockStart(inner(event, "content_block"));
      case "content_block_delta" -> blockDelta(inner(event, "delta"));
      case "content_block_stop" -> blockStop();
      case "message_delta" -> end(inner(event, "delta"), inner(event, "usage"));
      case "message_stop" -> stop();
      default -> Optional.empty();
    };
  }

  private Optional<JsonObject> start(JsonObject message) {
    id = Fields.text(message, "id", "");
    model = Fields.text(message, "model", "");
    input = inner(message, "usage");
    return chunk(Json.createObjectBuilder().add("role", "assistant").add("content", ""), null);
  }

  private Optional<JsonObject> blockStart(JsonObject block) {
    argumentsPending = Fields.text(block, "type", "").equals("tool_use");
    if (argumentsPending) {
      calls++;
      return call(AnswerParts.call(block, ""));
    }
    return said("content", Fields.text(block, "text", ""));
  }

  private Optional<JsonObject> blockDelta(JsonObject delta) {
    return switch (Fields.text(delta, "type", "")) {
      case "text_delta" -> said("content", Fields.text(delta, "text", ""));
      case "thinking_delta" -> said("reasoning_content", Fields.text(delta, "thinking", ""));
      case "input_json_delta" -> arguments(Fields.text(delta, "partial_json", ""));
      default -> Optional.empty();
    };
  }

  /** A tool without parameters gets no arguments here, where OpenAI's clients expect an object. */
  private Optional<JsonObject> blockStop() {
    return argumentsPending ? arguments("{}") : Optional.empty();
  }

  private Optional<JsonObject> arguments(String part) {
    if (part.isEmpty()) {
      return Optional.empty();
    }
    argumentsPending = false;
    JsonObjectBuilder function = Json.createObjectBuilder().add("arguments", part);
    return call(Json.createObjectBuilder().add("function", function));
  }

  private Optional<JsonObject> call(JsonObjectBuilder call) {
    JsonObjectBuilder indexed = Json.createObjectBuilder().add("index", calls - 1).addAll(call);
    JsonArrayBuilder list = Json.createArrayBuilder().add(indexed);
    return chunk(Json.createObjectBuilder().add("tool_calls", list), null);
  }

  private Optional<JsonObject> said(String field, String words) {
    return words.isEmpty()
        ? Optional.empty()
        : chunk(Json.createObjectBuilder().add(field, words), null);
  }

  /** The figures here are totals; those of the prompt may be repeated and then count instead. */
  private Optional<JsonObject> end(JsonObject delta, JsonObject usage) {
    output = Fields.figure(usage, "output_tokens");
    input = usage.containsKey("input_tokens") ? usage : input;
    Optional<String> reason = Fields.text(delta, "stop_reason");
    finished = reason.isPresent();
    return reason.flatMap(
        word -> chunk(Json.createObjectBuilder(), AnswerParts.finishReason(word)));
  }

  private Optional<JsonObject> stop() {
    stopped = true;
    return includeUsage
        ? Optional.of(
            frame(Json.createArrayBuilder()).add("usage", AnswerParts.usage(input, output)).build())
        : Optional.empty();
  }

  private Optional<JsonObject> chunk(JsonObjectBuilder delta, String finishReason) {
    JsonValue reason = finishReason == null ? JsonValue.NULL : Json.createValue(finishReason);
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("delta", delta)
            .addNull("logprobs")
            .add("finish_reason", reason);
    return Optional.of(frame(Json.createArrayBuilder().add(choice)).build());
  }

  private JsonObjectBuilder frame(JsonArrayBuilder choices) {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("object", "chat.completion.chunk")
        .add("created", created)
        .add("model", model)
        .add("choices", choices);
  }

  private static JsonObject inner(JsonObject event, String name) {
    return Fields.object(event, name).orElse(JsonValue.EMPTY_JSON_OBJECT);
  }
}
