package ai.karen.recall.control;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.TreeMap;

/** Writes JSON so that what means the same is written the same: members sorted, numbers short. */
final class CanonicalJson {
  private CanonicalJson() {}

  static JsonValue of(JsonValue value) {
    if (value instanceof JsonObject object) {
      return of(object);
    }
    if (value instanceof JsonArray array) {
      return of(array);
    }
    return value instanceof JsonNumber number ? of(number) : value;
  }

  private static JsonValue of(JsonObject object) {
    JsonObjectBuilder sorted = Json.createObjectBuilder();
    new TreeMap<>(object).forEach((name, value) -> sorted.add(name, of(value)));
    return sorted.build();
  }

  private static JsonValue of(JsonArray array) {
    JsonArrayBuilder same = Json.createArrayBuilder();
    array.forEach(value -> same.add(of(value)));
    return same.build();
  }

  /** As a text: what is hashed is never read again. */
  private static JsonValue of(JsonNumber number) {
    BigDecimal shortest = number.bigDecimalValue().stripTrailingZeros();
    return Json.createArrayBuilder().add("number").add(shortest.toString()).build();
  }
}
