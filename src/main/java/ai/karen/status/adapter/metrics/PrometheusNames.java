package ai.karen.status.adapter.metrics;

import java.util.Map;

/** Turns the registries' names into Prometheus's. */
final class PrometheusNames {
  private static final Map<String, String> UNITS =
      Map.of("percent", "percent", "none", "", "per_second", "per_second");

  private PrometheusNames() {}

  static String counter(String name) {
    return withSuffix(clean(name), "total");
  }

  static String gauge(String name, String unit) {
    return withSuffix(clean(name), clean(UNITS.getOrDefault(unit, unit)));
  }

  static String timer(String name) {
    return withSuffix(clean(name), "seconds");
  }

  /** Only letters, digits and underscores; no digit first. */
  static String clean(String name) {
    String legal = name.replaceAll("[^a-zA-Z0-9_]", "_");
    return !legal.isEmpty() && Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
  }

  private static String withSuffix(String name, String suffix) {
    return suffix.isEmpty() || name.endsWith("_" + suffix) ? name : name + "_" + suffix;
  }
}
