package ai.karen.store;

import ai.karen.testing.EngineClient;

/**
 * What the metrics tell of a circuit breaker of MicroProfile's.
 *
 * @param method the guarded one, with its class
 */
record GuardView(EngineClient client, String method) {

  /** How often it has opened. */
  double opened() {
    return sum("ft_circuitbreaker_opened_total", "");
  }

  /** How many calls failed that counted for it. */
  double failures() {
    return sum("ft_circuitbreaker_calls_total", "circuitBreakerResult=\"failure\"");
  }

  /** How many calls it kept away. */
  double prevented() {
    return sum("ft_circuitbreaker_calls_total", "circuitBreakerResult=\"circuitBreakerOpen\"");
  }

  /** How long it has been half open altogether, in its own unit. */
  double halfOpen() {
    return sum("ft_circuitbreaker_state_total", "state=\"halfOpen\"");
  }

  private double sum(String name, String label) {
    return client
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains("{"))
        .filter(line -> line.contains(method) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
