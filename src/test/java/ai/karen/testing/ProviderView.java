package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** What an engine shows its operators of one provider. */
public final class ProviderView {
  private ProviderView() {}

  /** Its part of {@code /system/status}, now. */
  public static JsonObject of(EngineClient engine, String provider) {
    String status = engine.get("/system/status").body();
    try (JsonReader reader = Json.createReader(new StringReader(status))) {
      return reader.readObject().getJsonArray("providers").getValuesAs(JsonObject.class).stream()
          .filter(view -> view.getString("id").equals(provider))
          .findFirst()
          .orElseThrow();
    }
  }
}
