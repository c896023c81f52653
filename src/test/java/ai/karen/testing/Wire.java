package ai.karen.testing;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** OpenAI's messages, as a provider writes them. */
public final class Wire {
  public static final String MODEL = "scripted-model-2026";

  public static final String ID = "chatcmpl-scripted";
  public static final int CREATED = 1_700_000_000;
  public static final int PROMPT_TOKENS = 11;
  public static final int COMPLETION_TOKENS = 7;

  // Found once: the search takes longer than everything else here.
  private static final JsonProvider JSON = JsonProvider.provider();

  private Wire() {}

  public static String completion(String text) {
    return completion(text, usage(PROMPT_TOKENS, COMPLETION_TOKENS));
  }

  static String completion(String text, String usage) {
    JsonObjectBuilder message =
        JSON.createObjectBuilder().add("role", "assistant").add("content", text);
    JsonObjectBuilder choice =
        JSON.createObjectBuilder()
            .add("index", 0)
            .add("message", message)
            .add("finish_reason", "stop");
    return envelope("chat.completion")
        .add("choices", JSON.createArrayBuilder().add(choice))
        .add("usage", json(usage))
        .build()
        .toString();
  }

  public static String role() {
    return chunk(
        JSON.createObjectBuilder().add("role", "assistant").add("content", ""), JsonValue.NULL);
  }

  public static String content(String text) {
    return chunk(JSON.createObjectBuilder().add("content", text), JsonValue.NULL);
  }

  public static String finish() {
    return finish("stop");
  }

  public static String finish(String reason) {
    return chunk(JSON.createObjectBuilder(), JSON.createValue(reason));
  }

  /** The last chunk for whoever asked for its tokens: it has no choices. */
  public static String usageChunk(String usage) {
    return envelope("chat.completion.chunk")
        .add("choices", JSON.createArrayBuilder())
        .add("usage", json(usage))
        .build()
        .toString();
  }

  public static String usage(int promptTokens, int completionTokens) {
    return JSON.createObjectBuilder()
        .add("prompt_tokens", promptTokens)
        .add("completion_tokens", completionTokens)
        .add("total_tokens", promptTokens + completionTokens)
        .build()
        .toString();
  }

  public static String error(String code, String message) {
    JsonObjectBuilder error =
        JSON.createObjectBuilder()
            .add("message", message)
            .add("type", "scripted_error")
            .add("param", JsonValue.NULL)
            .add("code", code);
    return JSON.createObjectBuilder().add("error", error).build().toString();
  }

  static String models() {
    JsonObjectBuilder model =
        JSON.createObjectBuilder().add("id", "scripted-model").add("object", "model");
    return JSON.createObjectBuilder()
        .add("object", "list")
        .add("data", JSON.createArrayBuilder().add(model))
        .build()
        .toString();
  }

  private static String chunk(JsonObjectBuilder delta, JsonValue finishReason) {
    JsonObjectBuilder choice =
        JSON.createObjectBuilder()
            .add("index", 0)
            .add("delta", delta)
            .add("finish_reason", finishReason);
    return envelope("chat.completion.chunk")
        .add("choices", JSON.createArrayBuilder().add(choice))
        .build()
        .toString();
  }

  static JsonObjectBuilder envelope(String object) {
    return JSON.createObjectBuilder()
        .add("id", ID)
        .add("object", object)
        .add("created", CREATED)
        .add("model", MODEL);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
