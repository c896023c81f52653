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
    } catch (ClassCastException | DateTimeException other) {
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
            UUID.fromString(required(row, "id")),
            UUID.fromString(required(row, "chain")),
            (Long) member(row, "seq"),
            Instant.parse(required(row, "at")),
            required(row, "kind"),
            required(row, "outcome"),
            text(row, "subject"),
            text(row, "address"),
            details((Map<?, ?>) member(row, "details")),
            Instant.parse(required(row, "keep_until")),
            required(row, "previous"));
    return new SealedEntry(entry, required(row, "hash"), required(row, "seal"));
  }

  private static Map<String, String> details(Map<?, ?> members) {
    Map<String, String> details = new TreeMap<>();
    members.forEach((name, value) -> details.put((String) name, (String) value));
    return details;
  }

  private static String required(Map<?, ?> row, String name) {
    return (String) member(row, name);
  }

  private static Object member(Map<?, ?> row, String name) {
    Object value = row.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an entry has no " + name);
    }
    return value;
  }

  /** Null where it is null. */
  private static String text(Map<?, ?> row, String name) {
    return (String) row.get(name);
  }
}
