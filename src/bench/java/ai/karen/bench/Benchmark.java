package ai.karen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures and prints a report, which also stays in {@code target/bench/report.md}. */
public final class Benchmark {
  private static final Path REPORT = Path.of("target", "bench", "report.md");
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final Streams.Crowd FEW = new Streams.Crowd(200, Duration.ofMillis(500));

  private Benchmark() {}

  public static void main(String... none) throws IOException {
    Options options = Options.fromSystemProperties();
    StringBuilder report = new StringBuilder(Conditions.of(options));
    try (Rig rig = Rig.start(options)) {
      warmUp(rig, options.warmUp());
      for (Map.Entry<String, Scenario> scenario : scenarios(rig, options).entrySet()) {
        if (options.scenarios().contains(scenario.getKey())) {
          report.append('\n').append(measured(scenario.getValue(), options.rounds()));
        }
      }
    }
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, report);
    System.out.println(report);
  }

  private static Map<String, Scenario> scenarios(Rig rig, Options options) {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("rate", new Rates(rig.targets(), options.period()));
    scenarios.put("failure", new Failures(rig, options.period()));
    scenarios.put("streams", new Streams(rig, Streams.CROWDS));
    scenarios.put(
        "overload", new Overload(rig.bottlenecks(), options.period(), options.overload()));
    return scenarios;
  }

  private static String measured(Scenario scenario, int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      scenario.round(round);
    }
    return scenario.report();
  }

  /** By what is measured later, so that every compiler and pool has seen it. */
  private static void warmUp(Rig rig, Duration length) throws IOException {
    long end = System.nanoTime() + length.toNanos();
    List<Scenario> all =
        List.of(
            new Rates(rig.targets(), TURN),
            new Failures(rig, TURN),
            new Streams(rig, List.of(FEW)));
    for (int round = 0; System.nanoTime() < end; round++) {
      all.get(round % all.size()).round(round);
    }
  }
}
