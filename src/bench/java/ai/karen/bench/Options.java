package ai.karen.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long and what to measure; each is a system property {@code bench.<name>}.
 *
 * @param rounds how often everything is measured, in turns
 * @param period of one measurement of a rate
 * @param overload how long the engine is overloaded
 * @param scenarios of rate, failure, streams, overload
 * @param engineJvm options for the engine's JVM; none as delivered
 */
record Options(
    Duration warmUp,
    int rounds,
    Duration period,
    Duration overload,
    List<String> scenarios,
    String engineJvm) {

  static Options fromSystemProperties() {
    return new Options(
        seconds("warm-up", 90),
        Integer.getInteger("bench.rounds", 5),
        seconds("period", 5),
        seconds("overload", 60),
        List.of(System.getProperty("bench.scenarios", "rate,failure,streams,overload").split(",")),
        System.getProperty("bench.engine-jvm", ""));
  }

  private static Duration seconds(String name, int otherwise) {
    return Duration.ofSeconds(Integer.getInteger("bench." + name, otherwise));
  }
}
