package ai.karen.account.control.user;

import ai.karen.problem.entity.Causes;
import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Threads that compute hashes of passwords and do nothing else, in the order of their coming. As
 * many as half of the cores, so that a crowd that guesses leaves the others. Thread-safe.
 */
@ApplicationScoped
public class HashingThreads {
  private final ThreadPoolExecutor pool;

  /** For the container's client proxy. */
  protected HashingThreads() {
    this.pool = null;
  }

  @Inject
  public HashingThreads(ManagedThreadFactory threads) {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), threads);
  }

  HashingThreads(int most, ThreadFactory threads) {
    this.pool = ThreadPools.of(most, threads);
  }

  /** How many compute at once. */
  int most() {
    return pool.getMaximumPoolSize();
  }

  /** Does not wait for the result. */
  <T> CompletableFuture<T> begin(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, pool);
  }

  /** Waits for the result. */
  <T> T compute(Supplier<T> work) {
    return Causes.join(begin(work));
  }

  /** Whoever waits still gets what was begun. */
  @PreDestroy
  void stop() {
    pool.shutdown();
  }
}
