package ai.karen.testing.writes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run counted. Thread-safe. */
public final class WriteFigures {
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<Duration> times = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  synchronized void wrote(String what, Outcome outcome) {
    count(what + " " + outcome.kind().name().toLowerCase(Locale.ROOT));
    if (outcome.kind() != Outcome.Kind.UNKNOWN) {
      times.add(outcome.took());
    }
    if (outcome.kind() == Outcome.Kind.WRONG) {
      wrong.add(what + ": " + outcome.status() + " " + outcome.body());
    }
  }

  synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  synchronized void unreadable(String what) {
    unreadable.add(what);
  }

  /** Answers that are neither 2xx nor 503 with Retry-After. */
  public synchronized List<String> wrongAnswers() {
    return List.copyOf(wrong);
  }

  /** Own writes that could not be read right after they were acknowledged. */
  public synchronized List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  public synchronized int acknowledged() {
    return sumOf("acknowledged");
  }

  public synchronized int refused() {
    return sumOf("refused");
  }

  public synchronized int unknown() {
    return sumOf("unknown");
  }

  /** How long the slowest share of the answers took; 1 is the slowest of all. */
  public synchronized Duration time(double quantile) {
    if (times.isEmpty()) {
      return Duration.ZERO;
    }
    List<Duration> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(quantile * sorted.size())));
  }

  /** A line for each figure. */
  public synchronized String table() {
    StringBuilder table = new StringBuilder();
    counts.forEach((what, times) -> line(table, what, times));
    line(table, "wrong answers", wrong.size());
    line(table, "own writes unreadable", unreadable.size());
    for (double quantile : new double[] {0.5, 0.9, 0.99, 1}) {
      line(table, "ms to the answer, quantile " + quantile, (int) time(quantile).toMillis());
    }
    return table.toString();
  }

  static void line(StringBuilder table, String what, int figure) {
    table.append("%-40s %8d%n".formatted(what, figure));
  }

  private int sumOf(String end) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(" " + end))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
