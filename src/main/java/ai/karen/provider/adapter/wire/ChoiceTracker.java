package ai.karen.provider.adapter.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows whether a stream is whole: every choice that began has a finish reason. With several
 * choices the first one's end is not the stream's.
 */
final class ChoiceTracker {
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> finished = new HashSet<>();

  void see(JsonObject chunk) {
    if (chunk.get("choices") instanceof JsonArray choices) {
      choices.stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonValue::asJsonObject)
          .forEach(this::seeChoice);
    }
  }

  boolean hasBegun() {
    return !begun.isEmpty();
  }

  boolean isWhole() {
    return hasBegun() && finished.containsAll(begun);
  }

  private void seeChoice(JsonObject choice) {
    int index = choice.get("index") instanceof JsonNumber number ? number.intValue() : 0;
    begun.add(index);
    if (choice.get("finish_reason") instanceof JsonString reason && !reason.getString().isEmpty()) {
      finished.add(index);
    }
  }
}
