package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** OpenAI's messages, as a provider writes them. */
public final class Wire {
  public static final String MODEL = "scripted-model-2026";

  public static final int PROMPT_TOKENS = 11;
  public static final int COMPLETION_TOKENS = 7;

  private Wire() {}

  public static String completion(String text) {
    return completion(text, usage(PROMPT_TOKENS, COMPLETION_TOKENS));
  }

  static String completion(String text, String usage) {
    JsonObjectBuilder message =
        Json.createObjectBuilder().add("role", "assistant").add("content", text);
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("message", message)
            .add("finish_reason", "stop");
    return envelope("chat.completion")
        .add("choices", Json.createArrayBuilder().add(choice))
        .add("usage", json(usage))
        .build()
        .toString();
  }

  public static String role() {
    return chunk(
        Json.createObjectBuilder().add("role", "assistant").add("content", ""), JsonValue.NULL);
  }

  public static String content(String text) {
    return chunk(Json.createObjectBuilder().add("content", text), JsonValue.NULL);
  }

  public static String finish() {
    return finish("stop");
  }

  public static String finish(String reason) {
    return chunk(Json.createObjectBuilder(), Json.createValue(reason));
  }

  /** The last chunk for whoever asked for its tokens: it has no choices. */
  public static String usageChunk(String usage) {
    return envelope("chat.completion.chunk")
        .add("choices", Json.createArrayBuilder())
        .add("usage", json(usage))
        .build()
        .toString();
  }

  public static String usage(int promptTokens, int completionTokens) {
    return Json.createObjectBuilder()
        .add("prompt_tokens", promptTokens)
        .add("completion_tokens", completionTokens)
        .add("total_tokens", promptTokens + completionTokens)
        .build()
        .toString();
  }

  public static String error(String code, String message) {
    JsonObjectBuilder error =
        Json.createObjectBuilder()
            .add("message", message)
            .add("type", "scripted_error")
            .add("param", JsonValue.NULL)
            .add("code", code);
    return Json.createObjectBuilder().add("error", error).build().toString();
  }

  static String models() {
    JsonObjectBuilder model =
        Json.createObjectBuilder().add("id", "scripted-model").add("object", "model");
    return Json.createObjectBuilder()
        .add("object", "list")
        .add("data", Json.createArrayBuilder().add(model))
        .build()
        .toString();
  }

  private static String chunk(JsonObjectBuilder delta, JsonValue finishReason) {
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("delta", delta)
            .add("finish_reason", finishReason);
    return envelope("chat.completion.chunk")
        .add("choices", Json.createArrayBuilder().add(choice))
        .build()
        .toString();
  }

  static JsonObjectBuilder envelope(String object) {
    return Json.createObjectBuilder()
        .add("id", "chatcmpl-scripted")
        .add("object", object)
        .add("created", 1_700_000_000)
        .add("model", MODEL);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
