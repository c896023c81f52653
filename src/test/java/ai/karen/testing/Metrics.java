package ai.karen.testing;

import java.util.Arrays;

/** What an engine counted, as its operators read it. */
public final class Metrics {
  private Metrics() {}

  /**
   * The sum of all figures of this name, now; 0 where there are none.
   *
   * @param labels only those that have all of these, each as {@code name="value"}
   */
  public static double sum(EngineClient engine, String name, String... labels) {
    return engine
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
