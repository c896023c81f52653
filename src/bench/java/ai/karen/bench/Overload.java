package ai.karen.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Twice as many requests as the engine can answer, and what it answers meanwhile and after: once
 * where the processors are what it has too little of, which it shares with the load, and once where
 * its slots are, which it does not. The capacity is taken when it does not grow any more, and a
 * short overload goes before the measured one: an engine that is still being compiled shows no
 * collapse whatever it does.
 */
final class Overload implements Scenario {
  private static final int FACTOR = 2;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration REHEARSAL = Duration.ofSeconds(15);

  /** Longer than the gate remembers an overload. */
  private static final Duration REST = Duration.ofSeconds(12);

  private static final int MOST_WARM_UPS = 18;
  private static final double STILL_GROWING = 1.03;

  private final List<Bottleneck> bottlenecks;
  private final Duration period;
  private final Duration length;
  private final Table table =
      new Table(
          "too few",
          "for",
          "capacity/s",
          "offered/s",
          "good answers/s",
          "refused/s",
          "refused p50, p99 ms",
          "neither",
          "good p50, p99 ms before",
          "during",
          "after/s",
          "goodput during",
          "after");

  /**
   * What there is too little of.
   *
   * @param connections that ask all the time when all that there is shall be used
   */
  record Bottleneck(String name, Target engine, int connections) {}

  Overload(List<Bottleneck> bottlenecks, Duration period, Duration length) {
    this.bottlenecks = bottlenecks;
    this.period = period;
    this.length = length;
  }

  @Override
  public void round(int number) throws IOException {
    if (number > 0) {
      return;
    }
    for (Bottleneck bottleneck : bottlenecks) {
      overload(bottleneck);
    }
  }

  private void overload(Bottleneck bottleneck) throws IOException {
    overload(bottleneck, warm(bottleneck).rate(), REHEARSAL);
    LockSupport.parkNanos(REST.toNanos());
    ClosedLoop.Result before = warm(bottleneck);
    List<Outcome> outcomes = overload(bottleneck, before.rate(), length);
    note(bottleneck, outcomes, before, closedLoop(bottleneck).rate());
  }

  /** The best of several, when the last ones were no better than those before. */
  private ClosedLoop.Result warm(Bottleneck bottleneck) {
    ClosedLoop.Result best = closedLoop(bottleneck);
    int unchanged = 0;
    for (int time = 1; time < MOST_WARM_UPS && unchanged < 2; time++) {
      ClosedLoop.Result next = closedLoop(bottleneck);
      unchanged = next.rate() > best.rate() * STILL_GROWING ? 0 : unchanged + 1;
      best = next.rate() > best.rate() ? next : best;
    }
    return best;
  }

  private ClosedLoop.Result closedLoop(Bottleneck bottleneck) {
    return ClosedLoop.run(bottleneck.engine(), bottleneck.connections(), period.multipliedBy(2));
  }

  private static List<Outcome> overload(Bottleneck bottleneck, double capacity, Duration time)
      throws IOException {
    int offered = (int) (capacity * FACTOR * time.toSeconds());
    try (OpenLoop load =
        new OpenLoop(bottleneck.engine(), false).connected(bottleneck.connections())) {
      return load.send(offered, time, PATIENCE);
    }
  }

  private void note(
      Bottleneck bottleneck, List<Outcome> outcomes, ClosedLoop.Result before, double after) {
    double capacity = before.rate();
    long end = outcomes.get(0).due() + length.toNanos();
    double good = of(outcomes, OK).filter(outcome -> outcome.end() <= end).count();
    double refused = of(outcomes, UNAVAILABLE).count();
    long neither = outcomes.size() - of(outcomes, OK).count() - (long) refused;
    double seconds = length.toSeconds();
    table.row(
        bottleneck.name(),
        length.toSeconds() + " s",
        Table.number(capacity),
        Table.number(outcomes.size() / seconds),
        Table.number(good / seconds),
        Table.number(refused / seconds),
        both(latencies(outcomes, UNAVAILABLE)),
        String.valueOf(neither),
        both(before.latencies()),
        both(latencies(outcomes, OK)),
        Table.number(after),
        Math.round(100 * good / seconds / capacity) + " %",
        Math.round(100 * after / capacity) + " %");
  }

  private static String both(Latencies latencies) {
    return Table.number(latencies.percentile(50)) + ", " + Table.number(latencies.percentile(99));
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
