package ai.karen.provider.adapter.anthropic;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/** JSON as it is easy to read in a test. */
final class Texts {
  private Texts() {}

  /** Reads JSON whose strings stand in apostrophes. */
  static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }
}
