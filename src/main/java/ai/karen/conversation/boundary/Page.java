package ai.karen.conversation.boundary;

import ai.karen.conversation.entity.Position;
import ai.karen.json.entity.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/** A part of a list. One row more than wanted is asked for, to know whether there is more. */
record Page<T>(List<T> rows, int limit, byte list) {

  JsonObjectBuilder json(Function<T, JsonObject> row, Function<T, Position> position) {
    List<T> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    JsonArrayBuilder data = Json.createArrayBuilder();
    shown.forEach(each -> data.add(row.apply(each)));
    return Json.createObjectBuilder()
        .add("data", data)
        .add("next_cursor", rows.size() > limit ? cursor(shown, position) : JsonValue.NULL);
  }

  private JsonValue cursor(List<T> shown, Function<T, Position> position) {
    return Json.createValue(Cursors.text(position.apply(shown.get(shown.size() - 1)), list));
  }
}
