package ai.karen.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Twice as many requests as the engine can answer, and what it answers meanwhile and after. */
final class Overload implements Scenario {
  private static final int CONNECTIONS = 32;
  private static final int FACTOR = 2;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Target engine;
  private final Duration period;
  private final Duration length;
  private final Table table =
      new Table(
          "overload",
          "capacity/s",
          "offered/s",
          "good answers/s",
          "refused/s",
          "refused p99 ms",
          "neither",
          "good p99 ms",
          "after/s",
          "goodput during",
          "after");

  Overload(Target engine, Duration period, Duration length) {
    this.engine = engine;
    this.period = period;
    this.length = length;
  }

  @Override
  public void round(int number) throws IOException {
    if (number > 0) {
      return;
    }
    double capacity = ClosedLoop.run(engine, CONNECTIONS, period.multipliedBy(2)).rate();
    int offered = (int) (capacity * FACTOR * length.toSeconds());
    try (OpenLoop load = new OpenLoop(engine, false).connected(CONNECTIONS)) {
      List<Outcome> outcomes = load.send(offered, length, PATIENCE);
      double after = ClosedLoop.run(engine, CONNECTIONS, period.multipliedBy(2)).rate();
      note(outcomes, capacity, after);
    }
  }

  private void note(List<Outcome> outcomes, double capacity, double after) {
    long end = outcomes.get(0).due() + length.toNanos();
    double good = of(outcomes, OK).filter(outcome -> outcome.end() <= end).count();
    double refused = of(outcomes, UNAVAILABLE).count();
    long neither = outcomes.size() - of(outcomes, OK).count() - (long) refused;
    double seconds = length.toSeconds();
    table.row(
        length.toSeconds() + " s",
        Table.number(capacity),
        Table.number(outcomes.size() / seconds),
        Table.number(good / seconds),
        Table.number(refused / seconds),
        Table.number(latencies(outcomes, UNAVAILABLE).percentile(99)),
        String.valueOf(neither),
        Table.number(latencies(outcomes, OK).percentile(99)),
        Table.number(after),
        Math.round(100 * good / seconds / capacity) + " %",
        Math.round(100 * after / capacity) + " %");
  }

  @Override
  public String report() {
    return table.toString();
  }

  private static Stream<Outcome> of(List<Outcome> outcomes, int status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status);
  }

  private static Latencies latencies(List<Outcome> outcomes, int status) {
    Latencies latencies = new Latencies();
    of(outcomes, status).forEach(outcome -> latencies.add(outcome.latency()));
    return latencies;
  }
}
