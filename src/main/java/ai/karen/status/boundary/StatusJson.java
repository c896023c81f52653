package ai.karen.status.boundary;

import ai.karen.json.entity.Json;
import ai.karen.status.entity.SystemRow;
import ai.karen.status.entity.SystemStatus;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** Writes the table of systems. */
final class StatusJson {
  private StatusJson() {}

  static JsonObject of(SystemStatus status) {
    JsonArrayBuilder systems = Json.createArrayBuilder();
    status.systems().forEach(row -> systems.add(of(row)));
    return Json.createObjectBuilder()
        .add("status", status.overall().name())
        .add("version", status.version())
        .add("uptime_seconds", status.uptime().toSeconds())
        .add("systems", systems)
        .build();
  }

  private static JsonObject of(SystemRow row) {
    return new NullableJson()
        .add("name", row.name())
        .add("status", row.status().name())
        .add("mode", row.mode())
        .add("since", emptyAsNull(row.since()))
        .add("reason", emptyAsNull(row.reason()))
        .build();
  }

  private static String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
