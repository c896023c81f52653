package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request that reached a scripted provider.
 *
 * @param headers by lower-case name
 * @param arrivedAt when it was there as a whole, in nanoseconds of a clock that only runs forward
 */
public record ReceivedRequest(
    String method, String path, Map<String, String> headers, String body, long arrivedAt) {

  // Looked up once: the benchmark asks thousands of times a second.
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  public JsonObject json() {
    try (var reader = READERS.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  public boolean isStreaming() {
    return json().getBoolean("stream", false);
  }

  /** Whether a stream is to tell its tokens. */
  public boolean asksForUsage() {
    JsonObject options = json().getJsonObject("stream_options");
    return options != null && options.getBoolean("include_usage", false);
  }

  /** What the assistant has said already, where that is the last message: to be continued. */
  public Optional<String> prefill() {
    JsonArray messages = json().getJsonArray("messages");
    if (messages == null || messages.isEmpty()) {
      return Optional.empty();
    }
    JsonObject last = messages.getJsonObject(messages.size() - 1);
    return Optional.of(last)
        .filter(message -> message.getString("role").equals("assistant"))
        .map(message -> message.getString("content"));
  }

  /** From the other's arrival to this one's. */
  public Duration since(ReceivedRequest other) {
    return Duration.ofNanos(arrivedAt - other.arrivedAt);
  }

  boolean isListOfModels() {
    return method.equals("GET");
  }
}
