package ai.karen.provider.entity;

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

  private static long figure(JsonObject usage, String name) {
    return usage.get(name) instanceof JsonNumber number ? Math.max(0, number.longValue()) : 0;
  }
}
