package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** OpenAI's messages, as a provider writes them. */
public final class Wire {
  public static final String MODEL = "scripted-model-2026";

  private Wire() {}

  public static String completion(String text) {
    JsonObjectBuilder message =
        Json.createObjectBuilder().add("role", "assistant").add("content", text);
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("message", message)
            .add("finish_reason", "stop");
    return envelope("chat.completion")
        .add("choices", Json.createArrayBuilder().add(choice))
        .add("usage", usage())
        .build()
        .toString();
  }

  public static String role() {
    return chunk(Json.createObjectBuilder().add("role", "assistant").add("content", ""), false);
  }

  public static String content(String text) {
    return chunk(Json.createObjectBuilder().add("content", text), false);
  }

  public static String finish() {
    return chunk(Json.createObjectBuilder(), true);
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

  private static String chunk(JsonObjectBuilder delta, boolean last) {
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("delta", delta)
            .add("finish_reason", last ? Json.createValue("stop") : JsonValue.NULL);
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

  private static JsonObject usage() {
    return Json.createObjectBuilder()
        .add("prompt_tokens", 11)
        .add("completion_tokens", 7)
        .add("total_tokens", 18)
        .build();
  }
}
