package ai.karen.store;

import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.Talk;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Searches messages by meaning, and again where an answer says that it is partial: on a busy
 * machine the store may be late. For one thread.
 */
final class WholeSearch {
  private final EngineClient client;
  private JsonObject answer;
  private long nanos;

  WholeSearch(EngineClient client) {
    this.client = client;
  }

  /**
   * @param limit messages, at most
   */
  List<JsonObject> found(String text, int limit) {
    Eventually.holds("a search has all at hand", () -> isWhole(text, limit));
    return answer.getJsonArray("data").getValuesAs(JsonObject.class);
  }

  /** How long the last whole answer took. */
  long nanos() {
    return nanos;
  }

  private boolean isWhole(String text, int limit) {
    String query = "{\"query\":\"%s\",\"limit\":%d}".formatted(text, limit);
    long begin = System.nanoTime();
    answer = Talk.json(client.post("/api/memory/search", query).body());
    nanos = System.nanoTime() - begin;
    return !answer.getBoolean("partial", false);
  }
}
