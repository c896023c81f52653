package ai.karen.timing.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * The engine's timer. Thread-safe. An action that throws is logged and harms no other. When the
 * application stops, whatever is not due yet is dropped without a word.
 *
 * <p>Every request sets a handful of timeouts and takes nearly all of them back. Those that are due
 * at about the same time share a turn of the executor, which for each of its own wakes a thread. So
 * an action may come late by an eighth of its delay, and at most 67 ms.
 */
@ApplicationScoped
public class SystemTimer implements Timer {
  // Two, so that one slow action does not hold up every deadline.
  private static final int THREADS = 2;

  private static final int DELAY_IN_TICKS = 8;

  /** Powers of two, so that long ticks meet short ones. */
  private static final long SHORTEST_TICK = 1L << 20;

  private static final long LONGEST_TICK = 1L << 26;

  private final long origin = System.nanoTime();
  private final Map<Long, Turn> turns = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor executor;

  /** For the container's client proxy. */
  protected SystemTimer() {
    this.executor = null;
  }

  @Inject
  public SystemTimer(ManagedThreadFactory threads) {
    this.executor = new ScheduledThreadPoolExecutor(THREADS, threads, new DiscardPolicy());
    // Nearly every timeout is taken back; kept until due they would fill the queue.
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timeout schedule(Duration delay, Runnable action) {
    long nanos = TimeUnit.NANOSECONDS.convert(delay);
    if (nanos > 0) {
      return inTurn(dueAfter(nanos), action);
    }
    Future<?> next = executor.submit(() -> Turn.run(action));
    return () -> next.cancel(false);
  }

  /** How many turns are waiting. */
  int waiting() {
    return executor.getQueue().size();
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  /** Nanoseconds from the origin, rounded up to a moment that others have in common. */
  private long dueAfter(long delay) {
    long tick = Long.highestOneBit(delay / DELAY_IN_TICKS);
    long mask = Math.max(SHORTEST_TICK, Math.min(LONGEST_TICK, tick)) - 1;
    long due = System.nanoTime() - origin + Math.min(delay, Long.MAX_VALUE / 2);
    return due + mask & ~mask;
  }

  private Timeout inTurn(long due, Runnable action) {
    Object place = new Object();
    turns.compute(due, (moment, turn) -> (turn == null ? turn(due) : turn).with(place, action));
    return () -> turns.computeIfPresent(due, (moment, turn) -> turn.without(place));
  }

  private Turn turn(long due) {
    long delay = due - (System.nanoTime() - origin);
    return new Turn(executor.schedule(() -> take(due), delay, TimeUnit.NANOSECONDS));
  }

  private void take(long due) {
    Turn turn = turns.remove(due);
    if (turn != null) {
      turn.runAll();
    }
  }
}
