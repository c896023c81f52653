package ai.karen.timing.control;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A timer that is turned by hand: time moves only in {@link #advance}, and what is due by then runs
 * on the turning thread, in order. Thread-safe.
 */
public class TestingTimer implements Timer {
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::number));
  private long now;
  private long scheduled;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Timeout schedule(Duration delay, Runnable action) {
    Due due = new Due(now + Math.max(0, delay.toNanos()), scheduled++, action);
    queue.add(due);
    return () -> cancel(due);
  }

  /** Lets time pass; actions that earlier ones schedule run too, when they are due by then. */
  public void advance(Duration time) {
    long end = nanoTime() + time.toNanos();
    for (Due due = next(end); due != null; due = next(end)) {
      due.action().run();
    }
    moveTo(end);
  }

  /** How many actions are waiting. */
  public synchronized int waiting() {
    return queue.size();
  }

  private synchronized Due next(long end) {
    if (queue.isEmpty() || queue.peek().nanos() > end) {
      return null;
    }
    moveTo(queue.peek().nanos());
    return queue.poll();
  }

  private synchronized void moveTo(long nanos) {
    now = Math.max(now, nanos);
  }

  private synchronized void cancel(Due due) {
    queue.remove(due);
  }

  private record Due(long nanos, long number, Runnable action) {}
}
