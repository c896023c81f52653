package ai.karen.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many streams at a time, of 100 tokens each, 20 ms apart. */
final class Streams implements Scenario {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * How they come.
   *
   * @param within from the first one's beginning to the last one's
   */
  record Crowd(int streams, Duration within) {
    @Override
    public String toString() {
      return streams + (within.isZero() ? " at once" : " within " + within.toMillis() + " ms");
    }
  }

  static final List<Crowd> CROWDS =
      List.of(
          new Crowd(1_000, Duration.ofSeconds(1)),
          new Crowd(1_000, Duration.ZERO),
          new Crowd(3_000, Duration.ofSeconds(1)));

  private final Rig rig;
  private final List<Crowd> crowds;
  private final Medians figures = new Medians();

  Streams(Rig rig, List<Crowd> crowds) {
    this.rig = rig;
    this.crowds = crowds;
  }

  @Override
  public void round(int number) throws IOException {
    for (Crowd crowd : crowds) {
      for (Target target : Rates.inTurn(rig.targets(), number)) {
        measure(crowd, target);
        LockSupport.parkNanos(SETTLING.toNanos());
      }
    }
  }

  private void measure(Crowd crowd, Target target) throws IOException {
    ProcessFigures process = rig.figures(target);
    try (OpenLoop load = new OpenLoop(target, true).connected(crowd.streams())) {
      Duration before = process.cpu();
      List<Outcome> outcomes = load.send(crowd.streams(), crowd.within(), PATIENCE);
      Duration used = process.cpu().minus(before);
      note(target.name() + crowd, outcomes, used);
      figures.add(target.name() + crowd + "memory", process.mebibytes());
    }
  }

  private void note(String name, List<Outcome> outcomes, Duration cpu) {
    Latencies first = new Latencies();
    outcomes.stream()
        .filter(Outcome::hasFirstToken)
        .forEach(outcome -> first.add(outcome.timeToFirstToken()));
    long whole =
        outcomes.stream().filter(outcome -> outcome.isWholeStream(ProviderProcess.EVENTS)).count();
    long start = outcomes.get(0).due();
    long end = outcomes.stream().mapToLong(Outcome::end).max().orElse(start);
    figures.add(name + "whole", whole);
    figures.add(name + "p50", first.percentile(50));
    figures.add(name + "p99", first.percentile(99));
    figures.add(name + "wall", (end - start) / (double) TimeUnit.SECONDS.toNanos(1));
    figures.add(
        name + "cpu",
        cpu.toMillis() * MICROS_PER_SECOND / 1000 / outcomes.size() / ProviderProcess.EVENTS);
  }

  @Override
  public String report() {
    Table table =
        new Table(
            "streams",
            "way",
            "complete",
            "first token p50 ms",
            "p99 ms",
            "added p99 ms",
            "wall s",
            "CPU µs per chunk",
            "memory MB");
    for (Crowd crowd : crowds) {
      for (Target target : rig.targets()) {
        table.row(row(crowd, target.name()));
      }
    }
    return table.toString();
  }

  private String[] row(Crowd crowd, String way) {
    String name = way + crowd;
    double added = figures.of(name + "p99") - figures.of(Rig.DIRECT + crowd + "p99");
    return new String[] {
      crowd.toString(),
      way,
      figures.range(name + "whole"),
      Table.number(figures.of(name + "p50")),
      Table.number(figures.of(name + "p99")),
      way.equals(Rig.DIRECT) ? "" : Table.number(added),
      Table.number(figures.of(name + "wall")),
      Table.number(figures.of(name + "cpu")),
      Table.number(figures.of(name + "memory"))
    };
  }
}
