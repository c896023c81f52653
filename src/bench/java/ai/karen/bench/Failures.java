package ai.karen.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What a first provider costs that fails, while its breaker is closed and its retry budget spent,
 * and while its breaker is open. The three chains are asked in turns over one connection.
 */
final class Failures implements Scenario {
  private static final List<String> CHAINS =
      List.of(Rig.PLAIN_CHAIN, Rig.FAILING_CHAIN, Rig.OPEN_CHAIN);
  private static final int TO_BEGIN = 200;
  private static final int OK = 200;

  private final Rig rig;
  private final Duration period;
  private final Medians figures = new Medians();
  private int wrong;

  Failures(Rig rig, Duration period) {
    this.rig = rig;
    this.period = period;
  }

  @Override
  public void round(int number) throws IOException {
    List<byte[]> requests =
        CHAINS.stream().map(chain -> rig.engineTarget().asking(chain).request(false)).toList();
    List<Latencies> latencies = CHAINS.stream().map(chain -> new Latencies()).toList();
    try (HttpConnection connection = new HttpConnection(rig.engineTarget())) {
      // Opens the one breaker and spends the other provider's budget.
      for (int turn = 0; turn < TO_BEGIN; turn++) {
        connection.exchange(requests.get(turn % CHAINS.size()));
      }
      List<Integer> before = rig.providers().questions();
      long end = System.nanoTime() + period.multipliedBy(CHAINS.size()).toNanos();
      for (int turn = 0; System.nanoTime() < end; turn++) {
        int chain = turn % CHAINS.size();
        long sent = System.nanoTime();
        wrong += connection.exchange(requests.get(chain)) == OK ? 0 : 1;
        latencies.get(chain).add(System.nanoTime() - sent);
      }
      note(latencies, before, rig.providers().questions());
    }
  }

  private void note(List<Latencies> latencies, List<Integer> before, List<Integer> after) {
    for (int chain = 0; chain < CHAINS.size(); chain++) {
      String name = CHAINS.get(chain);
      figures.add(name, latencies.get(chain).percentile(50));
      figures.add(name + "p90", latencies.get(chain).percentile(90));
      int calls = after.get(chain) - before.get(chain);
      figures.add(name + "calls", (double) calls / latencies.get(chain).count());
    }
  }

  @Override
  public String report() {
    Table table =
        new Table("first provider", "p50 ms", "added p50 ms", "p90 ms", "calls to it per request");
    double plain = figures.of(Rig.PLAIN_CHAIN);
    table.row("answers", Table.number(plain), "", number(Rig.PLAIN_CHAIN + "p90"), "1");
    table.row(row("fails, breaker closed", Rig.FAILING_CHAIN));
    table.row(row("fails, breaker open", Rig.OPEN_CHAIN));
    return table + "\nAnswers other than 200: " + wrong + ".\n";
  }

  private String[] row(String what, String chain) {
    return new String[] {
      what,
      number(chain),
      Table.number(figures.of(chain) - figures.of(Rig.PLAIN_CHAIN)),
      number(chain + "p90"),
      number(chain + "calls")
    };
  }

  private String number(String name) {
    return Table.number(figures.of(name));
  }
}
