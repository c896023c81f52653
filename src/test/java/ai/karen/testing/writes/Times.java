package ai.karen.testing.writes;

import java.time.Duration;
import java.util.List;

/** How long answers took. Immutable. */
public final class Times {
  private final List<Duration> sorted;

  public Times(List<Duration> times) {
    this.sorted = times.stream().sorted().toList();
  }

  public int count() {
    return sorted.size();
  }

  /**
   * @param share of the answers that were as quick or quicker; 1 for the slowest of all
   */
  public Duration quantile(double share) {
    if (sorted.isEmpty()) {
      return Duration.ZERO;
    }
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }

  @Override
  public String toString() {
    return "%d answers; ms: half %d, 90 %% %d, 99 %% %d, slowest %d"
        .formatted(count(), millis(0.5), millis(0.9), millis(0.99), millis(1));
  }

  private long millis(double share) {
    return quantile(share).toMillis();
  }
}
