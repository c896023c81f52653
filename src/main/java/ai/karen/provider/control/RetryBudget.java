package ai.karen.provider.control;

import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps retries to a share of a provider's live calls, so that a bad minute is not made worse by
 * asking twice: at most 20 % of the calls of the last 10 s, but 3 in that window in any case.
 * Thread-safe.
 */
public final class RetryBudget {
  static final long WINDOW = Duration.ofSeconds(10).toNanos();
  static final int FLOOR = 3;
  static final int CALLS_PER_RETRY = 5;

  private final Timer timer;
  private final Deque<Long> calls = new ArrayDeque<>();
  private final Deque<Long> retries = new ArrayDeque<>();

  public RetryBudget(Timer timer) {
    this.timer = timer;
  }

  /** Counts a live call that is not a retry. */
  public synchronized void called() {
    long now = timer.nanoTime();
    forget(calls, now);
    calls.addLast(now);
  }

  /** Takes one retry out of the budget, if there is one. */
  public synchronized boolean take() {
    long now = timer.nanoTime();
    forget(calls, now);
    forget(retries, now);
    boolean allowed = retries.size() < Math.max(FLOOR, calls.size() / CALLS_PER_RETRY);
    if (allowed) {
      retries.addLast(now);
    }
    return allowed;
  }

  private static void forget(Deque<Long> moments, long now) {
    while (!moments.isEmpty() && now - moments.peekFirst() >= WINDOW) {
      moments.removeFirst();
    }
  }
}
