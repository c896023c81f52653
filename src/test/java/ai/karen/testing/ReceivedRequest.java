package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;

/**
 * A request that reached a scripted provider.
 *
 * @param headers by lower-case name
 */
public record ReceivedRequest(
    String method, String path, Map<String, String> headers, String body) {

  public JsonObject json() {
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  public boolean isStreaming() {
    return json().getBoolean("stream", false);
  }

  boolean isListOfModels() {
    return method.equals("GET");
  }
}
