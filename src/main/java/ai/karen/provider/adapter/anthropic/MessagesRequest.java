package ai.karen.provider.adapter.anthropic;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Makes a Messages request of a chat-completions request. */
final class MessagesRequest {
  /** The vendor demands a limit; every model of theirs takes this one. */
  private static final int DEFAULT_LIMIT = 4096;

  private static final String JSON_ONLY =
      "Answer with one valid JSON object and nothing else: no explanation, no code fence.";

  private final JsonObject asked;
  private final JsonObjectBuilder request = Json.createObjectBuilder();

  private MessagesRequest(JsonObject asked) {
    this.asked = asked;
  }

  /**
   * The request to post.
   *
   * @throws ai.karen.provider.entity.ProviderRefusal when it asks for what the vendor can't do
   */
  static JsonObject of(JsonObject asked, boolean streaming) {
    return new MessagesRequest(asked).translate(streaming);
  }

  private JsonObject translate(boolean streaming) {
    refuseUntranslatable();
    request.add("model", asked.getString("model"));
    request.add("max_tokens", limit());
    conversation();
    sampling();
    stops();
    MessagesTools.translate(asked, request);
    format();
    Fields.text(asked, "user")
        .ifPresent(
            user -> request.add("metadata", Json.createObjectBuilder().add("user_id", user)));
    if (streaming) {
      request.add("stream", true);
    }
    return request.build();
  }

  private void refuseUntranslatable() {
    if (Fields.figure(asked, "n") > 1) {
      throw Fields.unsupported("Anthropic gives one answer to a request; n must be 1");
    }
    if (!Fields.objects(asked, "functions").isEmpty()) {
      throw Fields.unsupported("functions can't be translated for Anthropic; use tools");
    }
  }

  private JsonValue limit() {
    return Stream.of("max_completion_tokens", "max_tokens")
        .map(asked::get)
        .filter(JsonNumber.class::isInstance)
        .findFirst()
        .orElseGet(() -> Json.createValue(DEFAULT_LIMIT));
  }

  private void conversation() {
    Conversation conversation = Conversation.of(Fields.objects(asked, "messages"));
    if (wantsJsonObject()) {
      conversation.instruct(JSON_ONLY);
    }
    conversation.system().ifPresent(system -> request.add("system", system));
    request.add("messages", conversation.messages());
  }

  /** Recent models take only one of the two, and the vendor advises to change only one. */
  private void sampling() {
    if (asked.get("temperature") instanceof JsonNumber temperature) {
      request.add("temperature", temperature.bigDecimalValue().min(BigDecimal.ONE));
    } else if (asked.get("top_p") instanceof JsonNumber share) {
      request.add("top_p", share);
    }
  }

  /** The vendor refuses sequences of white space. */
  private void stops() {
    List<JsonString> sequences =
        listed(asked.getOrDefault("stop", JsonValue.NULL))
            .filter(JsonString.class::isInstance)
            .map(JsonString.class::cast)
            .filter(sequence -> !sequence.getString().isBlank())
            .toList();
    if (!sequences.isEmpty()) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      sequences.forEach(array::add);
      request.add("stop_sequences", array);
    }
  }

  private static Stream<JsonValue> listed(JsonValue value) {
    return value instanceof JsonArray array ? array.stream() : Stream.of(value);
  }

  private boolean wantsJsonObject() {
    return Fields.object(asked, "response_format")
        .flatMap(format -> Fields.text(format, "type"))
        .filter("json_object"::equals)
        .isPresent();
  }

  /** Structured output; a model without it refuses, and the chain goes on. */
  private void format() {
    Fields.object(asked, "response_format")
        .flatMap(format -> Fields.object(format, "json_schema"))
        .flatMap(named -> Fields.object(named, "schema"))
        .ifPresent(schema -> request.add("output_config", outputConfig(schema)));
  }

  private static JsonObjectBuilder outputConfig(JsonObject schema) {
    JsonObjectBuilder format =
        Json.createObjectBuilder().add("type", "json_schema").add("schema", schema);
    return Json.createObjectBuilder().add("format", format);
  }
}
