package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import ai.karen.provider.adapter.wire.WireJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes content blocks of what a message holds. The vendor refuses empty texts: none is made. */
final class MessageBlocks {
  private MessageBlocks() {}

  static List<JsonObject> ofUser(JsonObject message) {
    if (message.get("content") instanceof JsonString text) {
      return text(text.getString()).toList();
    }
    return Fields.objects(message, "content").stream().flatMap(MessageBlocks::part).toList();
  }

  static List<JsonObject> ofAssistant(JsonObject message) {
    List<JsonObject> blocks = new ArrayList<>(ofUser(message));
    Fields.objects(message, "tool_calls").stream().map(MessageBlocks::call).forEach(blocks::add);
    return blocks;
  }

  static JsonObject ofResult(JsonObject message) {
    JsonObjectBuilder result =
        Json.createObjectBuilder()
            .add("type", "tool_result")
            .add("tool_use_id", Fields.text(message, "tool_call_id", ""));
    List<JsonObject> blocks = ofUser(message);
    if (!blocks.isEmpty()) {
      result.add("content", Json.createArrayBuilder(blocks));
    }
    return result.build();
  }

  /** The texts of a message, which is all that an instruction may hold. */
  static String words(JsonObject message) {
    return ofUser(message).stream()
        .flatMap(block -> Fields.text(block, "text").stream())
        .collect(Collectors.joining("\n"));
  }

  /** The vendor refuses a beginning of an answer that ends in white space. */
  static JsonObject withoutTrailingSpace(JsonObject block) {
    return Fields.text(block, "text")
        .map(words -> Json.createObjectBuilder(block).add("text", words.stripTrailing()).build())
        .orElse(block);
  }

  private static Stream<JsonObject> part(JsonObject part) {
    String type = Fields.text(part, "type", "text");
    return switch (type) {
      case "text" -> text(Fields.text(part, "text", ""));
      case "refusal" -> text(Fields.text(part, "refusal", ""));
      case "image_url" -> Stream.of(MediaBlocks.image(part));
      case "file" -> Stream.of(MediaBlocks.document(part));
      default -> throw Fields.unsupported("content of type " + type + " can't go to Anthropic");
    };
  }

  private static Stream<JsonObject> text(String words) {
    return words.isBlank()
        ? Stream.empty()
        : Stream.of(Json.createObjectBuilder().add("type", "text").add("text", words).build());
  }

  private static JsonObject call(JsonObject call) {
    JsonObject function = Fields.object(call, "function").orElse(JsonValue.EMPTY_JSON_OBJECT);
    return Json.createObjectBuilder()
        .add("type", "tool_use")
        .add("id", Fields.text(call, "id", ""))
        .add("name", Fields.text(function, "name", ""))
        .add("input", arguments(function))
        .build();
  }

  /** What a model once wrote may be no JSON; the vendor takes objects only. */
  private static JsonObject arguments(JsonObject function) {
    Optional<String> written = Fields.text(function, "arguments");
    return written.flatMap(WireJson::object).orElse(JsonValue.EMPTY_JSON_OBJECT);
  }
}
