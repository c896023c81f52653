package ai.karen.testing;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many calls took at most so long, as an engine counts them on {@code /metrics}: by the limits
 * of its buckets, in seconds. Immutable.
 */
public final class Histogram {
  private static final Pattern LINE =
      Pattern.compile("(\\w+)_bucket\\{[^}]*\\ble=\"([^\"]+)\"[^}]*} (\\S+)");
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final NavigableMap<Double, Long> upTo;

  private Histogram(NavigableMap<Double, Long> upTo) {
    this.upTo = upTo;
  }

  /** Of all its labels together; empty where there is none of this name yet. */
  public static Histogram in(String metrics, String name) {
    return in(metrics, name, "");
  }

  /**
   * @param label of those alone that have it, as it is written there
   */
  public static Histogram in(String metrics, String name, String label) {
    NavigableMap<Double, Long> upTo = new TreeMap<>();
    metrics
        .lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group(1).equals(name) && line.group().contains(label))
        .forEach(line -> upTo.merge(limit(line.group(2)), count(line.group(3)), Long::sum));
    return new Histogram(upTo);
  }

  /** What came after the other. */
  public Histogram since(Histogram before) {
    NavigableMap<Double, Long> later = new TreeMap<>();
    upTo.forEach((limit, count) -> later.put(limit, count - before.upTo.getOrDefault(limit, 0L)));
    return new Histogram(later);
  }

  public long count() {
    return upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
  }

  /**
   * Calls that took no longer.
   *
   * @param limit one of the buckets'
   */
  public long within(Duration limit) {
    Long count = upTo.isEmpty() ? Long.valueOf(0) : upTo.get(limit.toNanos() / NANOS);
    if (count == null) {
      throw new IllegalArgumentException("no bucket of " + limit + " among " + upTo.keySet());
    }
    return count;
  }

  public long beyond(Duration limit) {
    return count() - within(limit);
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    long below = 0;
    for (Map.Entry<Double, Long> bucket : upTo.entrySet()) {
      all.append("up to %s s: %d; ".formatted(bucket.getKey(), bucket.getValue() - below));
      below = bucket.getValue();
    }
    return all.append("all: ").append(count()).toString();
  }

  private static Double limit(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static long count(String text) {
    return (long) Double.parseDouble(text);
  }
}
