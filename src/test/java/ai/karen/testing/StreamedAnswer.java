package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A stream of server-sent events, read to its end.
 *
 * @param events the data of each
 */
public record StreamedAnswer(List<String> events) {

  public static StreamedAnswer of(String body) {
    return new StreamedAnswer(
        body.lines()
            .filter(line -> line.startsWith("data: "))
            .map(line -> line.substring("data: ".length()))
            .toList());
  }

  public boolean isDone() {
    return !events.isEmpty() && events.get(events.size() - 1).equals("[DONE]");
  }

  /** All chunks, without the end mark. */
  public List<JsonObject> chunks() {
    return events.stream()
        .filter(event -> !event.equals("[DONE]"))
        .map(StreamedAnswer::json)
        .toList();
  }

  public JsonObject lastChunk() {
    List<JsonObject> chunks = chunks();
    return chunks.get(chunks.size() - 1);
  }

  /** The content of the first choice, put together. */
  public String text() {
    return chunks().stream()
        .filter(chunk -> chunk.containsKey("choices") && !chunk.getJsonArray("choices").isEmpty())
        .map(chunk -> chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta"))
        .map(delta -> delta.getString("content", ""))
        .collect(Collectors.joining());
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
