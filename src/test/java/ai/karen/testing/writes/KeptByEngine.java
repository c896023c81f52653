package ai.karen.testing.writes;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What an engine tells. */
final class KeptByEngine implements Kept {
  private final Requests requests;

  KeptByEngine(Requests requests) {
    this.requests = requests;
  }

  @Override
  public List<String> titles() {
    return all(requests::list).stream().map(row -> text(row, "title")).toList();
  }

  @Override
  public Optional<String> title(String id) {
    Outcome read = requests.get(id);
    if (read.status() == 404) {
      return Optional.empty();
    }
    return Optional.of(text(sound(read).body(), "title"));
  }

  @Override
  public List<Message> messages(String id) {
    return all(cursor -> requests.messages(id, cursor)).stream()
        .map(KeptByEngine::message)
        .toList();
  }

  private static List<JsonObject> all(Function<String, Outcome> page) {
    List<JsonObject> rows = new ArrayList<>();
    String cursor = null;
    do {
      JsonObject body = sound(page.apply(cursor)).body();
      rows.addAll(body.getJsonArray("data").getValuesAs(JsonObject.class));
      String next = text(body, "next_cursor");
      cursor = next.isEmpty() ? null : next;
    } while (cursor != null);
    return rows;
  }

  private static Message message(JsonObject row) {
    return new Message(
        text(row, "id"),
        text(row, "parent_id"),
        text(row, "role"),
        text(row, "content"),
        text(row, "status"));
  }

  private static Outcome sound(Outcome read) {
    if (!read.isAcknowledged()) {
      throw new Unreadable(read);
    }
    return read;
  }

  private static String text(JsonObject row, String name) {
    JsonValue value = row.get(name);
    return value == null || value == JsonValue.NULL ? "" : row.getString(name);
  }
}
