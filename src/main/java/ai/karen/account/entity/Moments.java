package ai.karen.account.entity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Names with a moment each, in one column: {@code name=instant name=instant}, the oldest first. */
final class Moments {
  private Moments() {}

  static Map<String, Instant> read(String column) {
    Map<String, Instant> moments = new LinkedHashMap<>();
    for (String each : column.isEmpty() ? new String[0] : column.split(" ")) {
      int sign = each.indexOf('=');
      moments.put(each.substring(0, sign), Instant.parse(each.substring(sign + 1)));
    }
    return moments;
  }

  /** Only those that are not before a moment. */
  static Map<String, Instant> since(Map<String, Instant> moments, Instant limit) {
    return moments.entrySet().stream()
        .filter(each -> !each.getValue().isBefore(limit))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other, LinkedHashMap::new));
  }

  /**
   * Adds one, and drops those before a limit and the oldest beyond the most.
   *
   * @return the column's new text
   */
  static String add(String column, String name, Instant moment, Instant limit, int most) {
    Map<String, Instant> kept = since(read(column), limit);
    kept.put(name, moment);
    return kept.entrySet().stream()
        .skip(Math.max(0, kept.size() - most))
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }
}
