package ai.karen.timing.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * The engine's timer. Thread-safe. An action that throws is logged and harms no other. When the
 * application stops, whatever is not due yet is dropped without a word.
 */
@ApplicationScoped
public class SystemTimer implements Timer {
  private static final Logger LOG = System.getLogger(SystemTimer.class.getName());

  // Two, so that one slow action does not hold up every deadline.
  private static final int THREADS = 2;

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
    Future<?> due = executor.schedule(() -> run(action), nanos, TimeUnit.NANOSECONDS);
    return () -> due.cancel(false);
  }

  /** How many actions are waiting. */
  int waiting() {
    return executor.getQueue().size();
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.ERROR, "An action of the timer failed", failure);
    }
  }
}
