package ai.karen.bench;

import java.util.Arrays;

/** Durations in nanoseconds. Not thread-safe. */
final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] values = new long[1024];
  private int count;
  private boolean sorted;

  void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
    sorted = false;
  }

  void addAll(Latencies other) {
    for (int index = 0; index < other.count; index++) {
      add(other.values[index]);
    }
  }

  int count() {
    return count;
  }

  /**
   * The smallest value that so many percent do not exceed, in milliseconds; not a number where
   * there is none.
   */
  double percentile(double percent) {
    if (count == 0) {
      return Double.NaN;
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    int rank = (int) Math.ceil(percent / 100 * count);
    return values[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }
}
