package ai.karen.provider.adapter.wire;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/** Reads what providers send. */
public final class WireJson {
  // Looked up once: the look-up by service loader costs more than parsing an event.
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private WireJson() {}

  /** Empty when the text is no JSON object. */
  public static Optional<JsonObject> object(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue() instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (RuntimeException unreadable) {
      // Not only a JsonException: too deep a nesting, for one, is told by a plain RuntimeException.
      return Optional.empty();
    }
  }
}
