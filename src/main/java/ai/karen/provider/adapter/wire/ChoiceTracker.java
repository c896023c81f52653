package ai.karen.provider.adapter.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows whether a stream is whole: as many choices as were asked for have a finish reason. With
 * several the first one's end is not the stream's, even before the second has begun.
 */
final class ChoiceTracker {
  private final int wanted;
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> finished = new HashSet<>();

  ChoiceTracker(int wanted) {
    this.wanted = wanted;
  }

  void see(JsonObject chunk) {
    if (chunk.get("choices") instanceof JsonArray choices) {
      choices.stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonValue::asJsonObject)
          .forEach(this::seeChoice);
    }
  }

  /** Whether every choice that began is finished, and one did begin. */
  boolean isFinished() {
    return !begun.isEmpty() && finished.containsAll(begun);
  }

  boolean isWhole() {
    return isFinished() && finished.size() >= wanted;
  }

  private void seeChoice(JsonObject choice) {
    int index = choice.get("index") instanceof JsonNumber number ? number.intValue() : 0;
    begun.add(index);
    if (choice.get("finish_reason") instanceof JsonString reason && !reason.getString().isEmpty()) {
      finished.add(index);
    }
  }
}
