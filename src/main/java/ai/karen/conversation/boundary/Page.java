package ai.karen.conversation.boundary;

import ai.karen.conversation.control.Stored;
import ai.karen.conversation.entity.Position;
import ai.karen.json.entity.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list. One row more than wanted is asked for, to know whether there is more.
 *
 * @param list which one, for its cursors
 */
record Page<T>(Stored<List<T>> found, int limit, byte list) {

  /** Says where it may lack what others wrote. */
  Response answer(Function<T, JsonObject> row, Function<T, Position> position) {
    List<T> rows = found.value();
    List<T> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    JsonArrayBuilder data = Json.createArrayBuilder();
    shown.forEach(each -> data.add(row.apply(each)));
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("data", data)
            .add("next_cursor", rows.size() > limit ? cursor(shown, position) : JsonValue.NULL);
    if (found.degraded()) {
      json.add("partial", true);
    }
    return Answers.of(200, json.build(), found.degraded());
  }

  private JsonValue cursor(List<T> shown, Function<T, Position> position) {
    return Json.createValue(Cursors.text(position.apply(shown.get(shown.size() - 1)), list));
  }
}
