package ai.karen.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of several rounds, by name; what counts is their median. Not thread-safe. */
final class Medians {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  /** Not a number where there is none. */
  double of(String name) {
    List<Double> sorted = values.getOrDefault(name, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest and the greatest, as a report shows them. */
  String range(String name) {
    double least = values.get(name).stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = values.get(name).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return "%s–%s".formatted(Table.number(least), Table.number(most));
  }
}
