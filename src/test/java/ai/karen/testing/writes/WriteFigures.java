package ai.karen.testing.writes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run counted. Thread-safe. */
public final class WriteFigures {
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<Duration> times = new ArrayList<>();
  private int told;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> unanswered = new ArrayList<>();

  synchronized void wrote(String what, Outcome outcome) {
    count(what + " " + outcome.kind().name().toLowerCase(Locale.ROOT));
    if (outcome.status() == 0) {
      unanswered.add(what + " after " + outcome.took());
    } else {
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

  /** Requests that nobody answered, or not within their patience. */
  public synchronized List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  public synchronized int acknowledged() {
    return sumOf("acknowledged");
  }

  /** Acknowledged answers that came as streams. */
  public synchronized int streamed() {
    return counts.getOrDefault("stream acknowledged", 0)
        + counts.getOrDefault("stream again acknowledged", 0);
  }

  public synchronized int refused() {
    return sumOf("refused") + sumOf("question_kept");
  }

  public synchronized int unknown() {
    return sumOf("unknown");
  }

  /** Those of the answers since the last call, or the start. */
  public synchronized Times times() {
    Times lap = new Times(times.subList(told, times.size()));
    told = times.size();
    return lap;
  }

  /** A line for each figure. */
  public synchronized String table() {
    StringBuilder table = new StringBuilder();
    counts.forEach((what, times) -> line(table, what, times));
    line(table, "wrong answers", wrong.size());
    line(table, "own writes unreadable", unreadable.size());
    table.append("all answers: ").append(new Times(times)).append("\n");
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
