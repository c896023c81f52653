package ai.karen.status.boundary;

import ai.karen.json.entity.Json;
import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Writes health as MicroProfile Health 4.0 section 4 lays it down. */
final class HealthJson {
  private HealthJson() {}

  static JsonObject of(HealthReport report) {
    JsonArrayBuilder checks = Json.createArrayBuilder();
    report.checks().forEach(check -> checks.add(of(check)));
    return Json.createObjectBuilder()
        .add("status", word(report.isUp()))
        .add("checks", checks)
        .build();
  }

  private static JsonObject of(CheckResult check) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("name", check.name()).add("status", word(check.up()));
    if (!check.data().isEmpty()) {
      json.add("data", of(check.data()));
    }
    return json.build();
  }

  private static JsonObject of(Map<String, Object> data) {
    return Json.createObjectBuilder(new TreeMap<>(data)).build();
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
