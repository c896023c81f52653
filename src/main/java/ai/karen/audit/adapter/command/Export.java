package ai.karen.audit.adapter.command;

import ai.karen.audit.entity.AuditEntry;
import ai.karen.audit.entity.SealedEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads what {@code GET /api/admin/security/events} gave out: pages, lists of entries, or entries.
 */
final class Export {
  private static final String PAGE = "data";

  private Export() {}

  /**
   * @throws IllegalArgumentException when it is something else
   */
  static List<SealedEntry> entries(String text) {
    try {
      return JsonText.values(text).stream()
          .flatMap(Export::rows)
          .map(row -> entry((Map<?, ?>) row))
          .toList();
    } catch (ClassCastException | NullPointerException | DateTimeException other) {
      throw new IllegalArgumentException("it is no export of the audit log", other);
    }
  }

  private static Stream<?> rows(Object value) {
    if (value instanceof Map<?, ?> map && map.containsKey(PAGE)) {
      return ((List<?>) map.get(PAGE)).stream();
    }
    return value instanceof List<?> list ? list.stream() : Stream.of(value);
  }

  private static SealedEntry entry(Map<?, ?> row) {
    AuditEntry entry =
        new AuditEntry(
            UUID.fromString(text(row, "id")),
            UUID.fromString(text(row, "chain")),
            (Long) row.get("seq"),
            Instant.parse(text(row, "at")),
            text(row, "kind"),
            text(row, "outcome"),
            text(row, "subject"),
            text(row, "address"),
            details((Map<?, ?>) row.get("details")),
            Instant.parse(text(row, "keep_until")),
            text(row, "previous"));
    return new SealedEntry(entry, text(row, "hash"), text(row, "seal"));
  }

  private static Map<String, String> details(Map<?, ?> members) {
    Map<String, String> details = new TreeMap<>();
    members.forEach((name, value) -> details.put((String) name, (String) value));
    return details;
  }

  private static String text(Map<?, ?> row, String name) {
    return (String) row.get(name);
  }
}
