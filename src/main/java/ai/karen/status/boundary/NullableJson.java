package ai.karen.status.boundary;

import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Builds an object in which a value that is not there is null instead of missing. */
final class NullableJson {
  private final JsonObjectBuilder json = Json.createObjectBuilder();

  /** Text, a number, a truth value or null; anything else by its text, such as an instant. */
  NullableJson add(String name, Object value) {
    if (value == null) {
      json.addNull(name);
    } else if (value instanceof Boolean flag) {
      json.add(name, flag);
    } else if (value instanceof Long number) {
      json.add(name, number);
    } else {
      json.add(name, value.toString());
    }
    return this;
  }

  JsonObject build() {
    return json.build();
  }
}
