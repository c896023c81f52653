package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;

/**
 * What a caller was given of a stream so far, as far as another provider needs it to go on. Pieces
 * come one after the other; read only between two providers.
 */
final class Transcript {
  /** Characters that are remembered; a longer answer is not resumed. */
  static final int LONGEST = 1_000_000;

  /** What may stand in a piece of an answer that is nothing but text. */
  static final Set<String> TEXTUAL =
      Set.of("role", "content", "reasoning", "reasoning_content", "reasoning_details");

  private final StringBuilder text = new StringBuilder();
  private JsonObject first;
  private boolean textual = true;
  private int pieces;

  void note(Delta delta) {
    if (first == null) {
      first = delta.json();
    }
    if (delta.said() != null) {
      add(textual ? delta.said() : "");
    } else if (textual && delta.json().get("choices") instanceof JsonArray choices) {
      choices.forEach(this::noteChoice);
    }
  }

  /**
   * Whether another provider can go on from here: a tool call, a second choice or anything else but
   * text can't be joined without a seam.
   */
  boolean isResumable() {
    return textual && text.length() <= LONGEST;
  }

  String text() {
    return text.toString();
  }

  /** Pieces with text; a token or more each. */
  int pieces() {
    return pieces;
  }

  /** The member with which the answer began, such as its {@code id}; null when it had none. */
  JsonValue first(String member) {
    return first == null ? null : first.get(member);
  }

  private void noteChoice(JsonValue value) {
    textual =
        textual
            && value instanceof JsonObject choice
            && choice.getInt("index", 0) == 0
            && choice.getOrDefault("delta", JsonValue.EMPTY_JSON_OBJECT) instanceof JsonObject said
            && said.entrySet().stream().allMatch(Transcript::isTextual);
    if (textual && value.asJsonObject().get("delta") instanceof JsonObject said) {
      add(said.getString("content", ""));
    }
  }

  private void add(String more) {
    if (!more.isEmpty() && text.length() <= LONGEST) {
      text.append(more);
      pieces++;
    }
  }

  private static boolean isTextual(Map.Entry<String, JsonValue> field) {
    JsonValue value = field.getValue();
    return Delta.isNothing(value)
        || TEXTUAL.contains(field.getKey())
            && (!field.getKey().equals("content") || value instanceof JsonString);
  }
}
