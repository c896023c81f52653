package ai.karen.account.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When which refresh value was replaced, in one column as {@link Moments} writes it. Knows every
 * value since the last one that was replaced before the limit. Of more than are kept those go whose
 * neighbours are the closest in time: they are taken for as old as the next one, so that no number
 * of rotations makes a young value look old.
 */
final class Rotations {
  static final int MOST = 32;

  private Rotations() {}

  /** Whether a value was replaced at that moment or later. */
  static boolean isSince(Instant limit, long value, String column) {
    Map.Entry<Long, Instant> next = read(column).ceilingEntry(value);
    return next != null && !next.getValue().isBefore(limit);
  }

  static boolean has(long value, String column) {
    return read(column).containsKey(value);
  }

  /**
   * Adds one, and drops those that nobody need know after a limit.
   *
   * @return the column's new text
   */
  static String add(String column, long value, Instant at, Instant limit) {
    NavigableMap<Long, Instant> kept = read(column);
    kept.put(value, at);
    while (kept.size() > 1 && kept.get(kept.higherKey(kept.firstKey())).isBefore(limit)) {
      kept.pollFirstEntry();
    }
    if (kept.size() > MOST) {
      kept.remove(leastTelling(kept));
    }
    return kept.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Neither the oldest nor the newest. */
  private static Long leastTelling(NavigableMap<Long, Instant> kept) {
    List<Long> values = List.copyOf(kept.keySet());
    return IntStream.range(1, values.size() - 1)
        .boxed()
        .min(Comparator.comparing(index -> gap(kept, values.get(index))))
        .map(values::get)
        .orElseThrow();
  }

  private static Duration gap(NavigableMap<Long, Instant> kept, Long value) {
    return Duration.between(kept.lowerEntry(value).getValue(), kept.higherEntry(value).getValue());
  }

  private static NavigableMap<Long, Instant> read(String column) {
    NavigableMap<Long, Instant> read = new TreeMap<>();
    Moments.read(column).forEach((value, at) -> read.put(Long.valueOf(value), at));
    return read;
  }
}
