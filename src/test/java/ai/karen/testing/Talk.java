package ai.karen.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** A conversation with the engine, as a client has it. */
public record Talk(EngineClient client, String id) {
  private static final String PATH = "/api/conversations";

  /** Begins a new one. */
  public static Talk begin(EngineClient client) {
    HttpResponse<String> created = client.post(PATH, "{\"title\":\"A talk\"}");
    return new Talk(client, json(created.body()).getString("id"));
  }

  public String path() {
    return PATH + "/" + id;
  }

  public String messagesPath() {
    return path() + "/messages";
  }

  /** Asks a chain, not streamed. */
  public HttpResponse<String> say(String content, ScriptedChain chain) {
    return client.post(messagesPath(), body(content, chain, false));
  }

  public static String body(String content, ScriptedChain chain, boolean streaming) {
    return Json.createObjectBuilder()
        .add("content", content)
        .add("model", chain.name())
        .add("stream", streaming)
        .build()
        .toString();
  }

  /** What was said so far, the oldest first. */
  public List<JsonObject> messages() {
    return json(client.get(messagesPath() + "?limit=100").body())
        .getJsonArray("data")
        .getValuesAs(JsonObject.class);
  }

  /** The newest message. */
  public JsonObject newest() {
    List<JsonObject> all = messages();
    return all.get(all.size() - 1);
  }

  public HttpResponse<String> rename(String body) {
    return client.send(
        client
            .request(path())
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body))
            .build());
  }

  public HttpResponse<String> delete() {
    return client.send(client.request(path()).DELETE().build());
  }

  /**
   * @param key of the request, however often it comes
   */
  public HttpResponse<String> delete(String key) {
    return client.send(client.request(path()).header("Idempotency-Key", key).DELETE().build());
  }

  public static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
