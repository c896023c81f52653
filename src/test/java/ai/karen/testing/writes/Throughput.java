package ai.karen.testing.writes;

import java.time.Duration;

/** How many writes were acknowledged in each second. For one thread. */
public final class Throughput {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final WriteFigures figures;
  private long start = System.nanoTime();
  private int before;

  /** Counts from now on. */
  public Throughput(WriteFigures figures) {
    this.figures = figures;
    this.before = figures.acknowledged();
  }

  /** Whether a second has just passed in which there were so many. */
  public boolean reached(int acknowledged) {
    long passed = System.nanoTime() - start;
    if (passed < SECOND) {
      return false;
    }
    int now = figures.acknowledged();
    boolean reached = now - before >= acknowledged * (double) passed / SECOND;
    start += passed;
    before = now;
    return reached;
  }
}
