package ai.karen.recall.control;

import ai.karen.chat.entity.KeptAnswer;
import ai.karen.json.entity.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/** How a kept answer is written. */
final class Writing {
  private static final JsonReaderFactory READERS = jakarta.json.Json.createReaderFactory(Map.of());

  private Writing() {}

  static String of(KeptAnswer answer) {
    return Json.createObjectBuilder()
        .add("provider", answer.provider())
        .add("body", answer.body())
        .build()
        .toString();
  }

  /** Empty where it is not one of ours. */
  static Optional<KeptAnswer> read(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      JsonObject kept = reader.readObject();
      return kept.get("provider") instanceof JsonString provider
              && kept.get("body") instanceof JsonObject body
          ? Optional.of(new KeptAnswer(provider.getString(), body))
          : Optional.empty();
    } catch (JsonException foreign) {
      return Optional.empty();
    }
  }
}
