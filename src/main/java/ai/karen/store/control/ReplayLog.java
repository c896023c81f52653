package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** When something was replayed last, and how much ever. Thread-safe. */
@ApplicationScoped
public class ReplayLog {
  private final Clock clock;
  private Instant lastAt;
  private long total;

  /** For the container's client proxy. */
  protected ReplayLog() {
    this(null);
  }

  @Inject
  public ReplayLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void ran(int operations) {
    if (operations > 0) {
      lastAt = clock.instant();
      total += operations;
    }
  }

  /** Null where nothing was replayed since the start. */
  public synchronized Instant lastAt() {
    return lastAt;
  }

  /** Operations replayed since the start. */
  public synchronized long total() {
    return total;
  }
}
