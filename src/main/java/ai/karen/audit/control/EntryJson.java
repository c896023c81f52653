package ai.karen.audit.control;

import ai.karen.audit.entity.AuditEntry;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.json.entity.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Entries as JSON, in operations and answers. */
public final class EntryJson {
  static final String DETAILS = "details";

  private EntryJson() {}

  public static JsonObject of(SealedEntry sealed) {
    AuditEntry entry = sealed.entry();
    JsonObjectBuilder details = Json.createObjectBuilder();
    entry.details().forEach(details::add);
    return Json.createObjectBuilder()
        .add("id", entry.id().toString())
        .add("at", entry.at().toString())
        .add("kind", entry.kind())
        .add("outcome", entry.outcome())
        .add("subject", orNull(entry.subject()))
        .add("address", orNull(entry.address()))
        .add(DETAILS, details)
        .add("chain", entry.chain().toString())
        .add("seq", entry.seq())
        .add("keep_until", entry.keepUntil().toString())
        .add("previous", entry.previous())
        .add("hash", sealed.hash())
        .add("seal", sealed.seal())
        .build();
  }

  static SealedEntry read(JsonObject json) {
    AuditEntry entry =
        new AuditEntry(
            UUID.fromString(json.getString("id")),
            UUID.fromString(json.getString("chain")),
            json.getJsonNumber("seq").longValue(),
            Instant.parse(json.getString("at")),
            json.getString("kind"),
            json.getString("outcome"),
            json.getString("subject", null),
            json.getString("address", null),
            details(json.getJsonObject(DETAILS)),
            Instant.parse(json.getString("keep_until")),
            json.getString("previous"));
    return new SealedEntry(entry, json.getString("hash"), json.getString("seal"));
  }

  /** As a row keeps them. */
  static Map<String, String> details(String text) {
    return details(Json.readObject(text));
  }

  private static Map<String, String> details(JsonObject json) {
    Map<String, String> details = new TreeMap<>();
    json.keySet().forEach(name -> details.put(name, json.getString(name)));
    return details;
  }

  private static JsonValue orNull(String text) {
    return text == null ? JsonValue.NULL : Json.createValue(text);
  }
}
