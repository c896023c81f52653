package ai.karen.store.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Threads that wait for stores, so that no other thread has to. As many as callers may wait for a
 * frozen database until its breaker opens. Thread-safe.
 */
@ApplicationScoped
public class StoreThreads {
  static final int MOST = 128;
  static final int QUEUE = 4_096;

  private final ThreadPoolExecutor pool;

  /** For the container's client proxy. */
  protected StoreThreads() {
    this.pool = null;
  }

  @Inject
  public StoreThreads(ManagedThreadFactory threads) {
    this.pool = ThreadPools.of(MOST, new LinkedBlockingQueue<>(QUEUE), threads);
  }

  /**
   * @return fails with a {@link ProblemException} 503 where too many wait already
   */
  public <T> CompletionStage<T> supply(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          new ProblemException(
              Problem.unavailable(
                  "overloaded", "Too many requests wait for the stores", Duration.ofSeconds(1))));
    }
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
