package ai.karen.door.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads on which suspended requests are answered. That lasts as long as the client takes to read
 * (Liberty's streams block even where a listener waits to write), so that it must not happen on the
 * few threads that carry everybody's answers from the providers; only a few clients' writes at a
 * time may, because a thread's change costs more than nearly every write.
 *
 * <p>Nor may it happen on the container's threads, its executor's included: Liberty keeps in each
 * what it served there last, and takes it for the part of whichever request is asked there next.
 * For the same reason nobody asks a request for its address, query or parameters here. Thread-safe.
 */
@ApplicationScoped
public class AnswerThreads implements Executor {
  /**
   * Slow clients that hold a thread; with one more, answers wait, until the server gives one up.
   * Never does whoever brings an answer write it instead: it may be a thread of the container's, or
   * one that everybody waits for.
   */
  static final int MOST = 1_024;

  /** Fewer than there are threads that carry answers. */
  private static final int MOST_HERE = 2;

  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;
  private final Semaphore here = new Semaphore(MOST_HERE);

  /** For the container's client proxy. */
  protected AnswerThreads() {
    this.pool = null;
  }

  @Inject
  public AnswerThreads(ManagedThreadFactory threads) {
    this((ThreadFactory) threads);
  }

  AnswerThreads(ThreadFactory threads) {
    HandOver queue = new HandOver();
    this.pool =
        new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads, queue);
  }

  @Override
  public void execute(Runnable writing) {
    pool.execute(writing);
  }

  /**
   * Writes on the caller's thread where few others do, and on another one otherwise.
   *
   * @param writing what may wait for a client; returns what to do next, on the same thread, when
   *     the place is free again
   */
  public void write(Supplier<Runnable> writing) {
    if (!here.tryAcquire()) {
      pool.execute(() -> writing.get().run());
      return;
    }
    Runnable next;
    try {
      next = writing.get();
    } finally {
      here.release();
    }
    next.run();
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
