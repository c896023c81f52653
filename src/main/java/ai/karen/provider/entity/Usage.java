package ai.karen.provider.entity;

import ai.karen.json.entity.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** Tokens as a provider counted them. */
public record Usage(long promptTokens, long completionTokens) {
  public static final Usage NONE = new Usage(0, 0);

  /** Reads an OpenAI {@code usage} object; absent or odd figures count as zero. */
  public static Usage of(JsonObject usage) {
    return new Usage(figure(usage, "prompt_tokens"), figure(usage, "completion_tokens"));
  }

  public Usage plus(Usage other) {
    return new Usage(promptTokens + other.promptTokens, completionTokens + other.completionTokens);
  }

  /** The same OpenAI {@code usage} object with these tokens added. */
  public JsonObject addedTo(JsonObject usage) {
    Usage sum = plus(of(usage));
    return equals(NONE)
        ? usage
        : Json.createObjectBuilder(usage)
            .add("prompt_tokens", sum.promptTokens)
            .add("completion_tokens", sum.completionTokens)
            .add("total_tokens", sum.promptTokens + sum.completionTokens)
            .build();
  }

  private static long figure(JsonObject usage, String name) {
    return usage.get(name) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
  }
}
