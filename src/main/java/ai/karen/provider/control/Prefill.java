package ai.karen.provider.control;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** A question with the beginning of its answer, for a provider that goes on from there. */
final class Prefill {
  private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens");

  private Prefill() {}

  /**
   * The question whose last message is what was delivered.
   *
   * @return empty where nothing was delivered that could be gone on with, or where the caller's own
   *     beginning of an answer is none that this could be added to
   */
  static Optional<JsonObject> of(JsonObject question, Transcript transcript) {
    String text = transcript.text().stripTrailing();
    if (text.isEmpty() || !(question.get("messages") instanceof JsonArray messages)) {
      return Optional.empty();
    }
    return messages(messages, text).map(more -> body(question, more, transcript.pieces()));
  }

  private static Optional<JsonArray> messages(JsonArray messages, String text) {
    JsonValue last = messages.isEmpty() ? JsonValue.NULL : messages.get(messages.size() - 1);
    if (!(last instanceof JsonObject message) || !isAnswer(message)) {
      JsonArrayBuilder more = Json.createArrayBuilder(messages);
      return Optional.of(
          more.add(Json.createObjectBuilder().add("role", "assistant").add("content", text))
              .build());
    }
    // The caller itself began the answer.
    return message.get("content") instanceof JsonString begun
        ? Optional.of(
            Json.createArrayBuilder(messages)
                .set(messages.size() - 1, grown(message, begun.getString() + text))
                .build())
        : Optional.empty();
  }

  private static boolean isAnswer(JsonObject message) {
    return message.get("role") instanceof JsonString role && role.getString().equals("assistant");
  }

  private static JsonObject grown(JsonObject message, String text) {
    return Json.createObjectBuilder(message).add("content", text).build();
  }

  /** What was delivered counts against the caller's limit of tokens. */
  private static JsonObject body(JsonObject question, JsonArray messages, int delivered) {
    JsonObjectBuilder body = Json.createObjectBuilder(question).add("messages", messages);
    for (String limit : LIMITS) {
      if (question.get(limit) instanceof JsonNumber tokens) {
        body.add(limit, Math.max(1, tokens.longValue() - delivered));
      }
    }
    return body.build();
  }
}
