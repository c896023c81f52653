package ai.karen.provider.entity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * How a provider writes a piece that holds nothing but a few characters more. Nearly all pieces of
 * a stream differ in those characters only, so that whoever knows one need not read the others.
 * Immutable, thread-safe.
 */
public final class DeltaShape {
  private static final String MEMBER = "\"content\"";
  private static final char LAST_CONTROL = 0x1f;

  private final String before;
  private final String after;
  private final Optional<String> model;

  private DeltaShape(String before, String after, Optional<String> model) {
    this.before = before;
    this.after = after;
    this.model = model;
  }

  /**
   * Empty where the piece holds anything else but text of the first choice.
   *
   * @param line the piece as it came, on one line
   */
  public static Optional<DeltaShape> of(JsonObject json, String line) {
    int member = line.indexOf(MEMBER);
    int start = member < 0 ? -1 : textAfter(line, member + MEMBER.length());
    int end = start < 0 ? -1 : line.indexOf('"', start);
    return end >= 0
            && line.indexOf(MEMBER, end) < 0
            && isNothingBut(line.substring(start, end), json)
        ? Optional.of(
            new DeltaShape(line.substring(0, start), line.substring(end), Delta.modelOf(json)))
        : Optional.empty();
  }

  /** The piece of a line that differs in its text only; empty for any other. */
  public Optional<Delta> match(String line) {
    int end = line.length() - after.length();
    if (end < before.length() || !line.startsWith(before) || !line.endsWith(after)) {
      return Optional.empty();
    }
    for (int at = before.length(); at < end; at++) {
      char next = line.charAt(at);
      if (next == '"' || next == '\\' || next <= LAST_CONTROL) {
        return Optional.empty();
      }
    }
    return Optional.of(new Delta(line, this, line.substring(before.length(), end)));
  }

  Optional<String> model() {
    return model;
  }

  /** Where the text begins; negative where something else follows. */
  private static int textAfter(String line, int from) {
    int colon = skipSpaces(line, from);
    int quote =
        colon < line.length() && line.charAt(colon) == ':' ? skipSpaces(line, colon + 1) : 0;
    return quote > 0 && quote < line.length() && line.charAt(quote) == '"' ? quote + 1 : -1;
  }

  private static int skipSpaces(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  /** An escape would make the text another one than its characters. */
  private static boolean isNothingBut(String text, JsonObject json) {
    return !json.containsKey("error")
        && !(json.get("usage") instanceof JsonObject)
        && json.get("choices") instanceof JsonArray choices
        && choices.size() == 1
        && choices.get(0) instanceof JsonObject choice
        && choice.getInt("index", 0) == 0
        && Delta.isNothing(choice.getOrDefault("finish_reason", JsonValue.NULL))
        && !choice.containsKey("message")
        && choice.get("delta") instanceof JsonObject said
        && said.get("content") instanceof JsonString content
        && content.getString().equals(text)
        && said.entrySet().stream().allMatch(DeltaShape::isTextOrRole);
  }

  private static boolean isTextOrRole(Map.Entry<String, JsonValue> field) {
    return field.getKey().equals("content")
        || field.getKey().equals("role")
        || Delta.isNothing(field.getValue());
  }
}
