package ai.karen.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whole answers over one and over 32 connections. */
final class Rates implements Scenario {
  static final List<Integer> CONNECTIONS = List.of(1, 32);

  private final List<Target> targets;
  private final Duration period;
  private final Medians figures = new Medians();
  private int failed;

  Rates(List<Target> targets, Duration period) {
    this.targets = targets;
    this.period = period;
  }

  @Override
  public void round(int number) {
    for (int connections : CONNECTIONS) {
      for (Target target : inTurn(targets, number)) {
        ClosedLoop.Result result = ClosedLoop.run(target, connections, period);
        String name = target.name() + connections;
        figures.add(name, result.rate());
        figures.add(name + "p50", result.latencies().percentile(50));
        figures.add(name + "p99", result.latencies().percentile(99));
        failed += result.failed();
      }
    }
  }

  @Override
  public String report() {
    Table table =
        new Table("whole answers", "way", "requests/s (range)", "p50 ms", "p99 ms", "added p50 ms");
    for (int connections : CONNECTIONS) {
      for (Target target : targets) {
        String name = target.name() + connections;
        double added = figures.of(name + "p50") - figures.of(Rig.DIRECT + connections + "p50");
        table.row(
            connections == 1 ? "1 connection" : connections + " connections",
            target.name(),
            Table.number(figures.of(name)) + " (" + figures.range(name) + ")",
            Table.number(figures.of(name + "p50")),
            Table.number(figures.of(name + "p99")),
            target.name().equals(Rig.DIRECT) ? "" : Table.number(added));
      }
    }
    return table + "\nAnswers other than 200: " + failed + ".\n";
  }

  /** Nobody is always the first. */
  static List<Target> inTurn(List<Target> targets, int round) {
    List<Target> turned = new ArrayList<>(targets);
    Collections.rotate(turned, round);
    return turned;
  }
}
