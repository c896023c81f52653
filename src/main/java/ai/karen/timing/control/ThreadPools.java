package ai.karen.timing.control;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools whose threads end when they have had nothing to do for half a minute. */
public final class ThreadPools {
  private static final int IDLE_SECONDS = 30;

  private ThreadPools() {}

  /** Of so many threads, for which any number of tasks may wait. */
  public static ThreadPoolExecutor of(int size, ThreadFactory threads) {
    return of(size, new LinkedBlockingQueue<>(), threads);
  }

  /**
   * Of so many threads.
   *
   * @param queue of those that wait; refuses what it does not take
   */
  public static ThreadPoolExecutor of(
      int size, BlockingQueue<Runnable> queue, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
