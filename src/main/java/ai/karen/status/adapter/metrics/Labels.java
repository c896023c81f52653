package ai.karen.status.adapter.metrics;

import java.util.Arrays;
import java.util.List;

/** The values of a metric's labels, in the order of their names. Immutable. */
record Labels(List<String> values) {
  private static final String NONE = "none";

  /** Null and the empty text become {@code none}: an empty label would be no label. */
  static Labels of(String... values) {
    return new Labels(Arrays.stream(values).map(Labels::present).toList());
  }

  String get(int place) {
    return values.get(place);
  }

  private static String present(String value) {
    return value == null || value.isEmpty() ? NONE : value;
  }
}
