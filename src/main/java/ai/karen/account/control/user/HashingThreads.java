package ai.karen.account.control.user;

import ai.karen.problem.entity.Causes;
import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Threads that compute hashes of passwords and do nothing else, one after the other in the order of
 * their coming. On half of the cores, and of the least priority, so that a crowd that guesses takes
 * only what nobody else wants; the JVM passes the priority on to the system where its options say
 * so (jvm.options). Thread-safe.
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
    this.pool = ThreadPools.of(most, work -> modest(threads.newThread(work)));
  }

  private static Thread modest(Thread thread) {
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /** How many compute at once. */
  int most() {
    return pool.getMaximumPoolSize();
  }

  /** Waits for the result. */
  <T> T compute(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool).join();
    } catch (CompletionException failure) {
      throw Causes.of(failure) instanceof RuntimeException cause ? cause : failure;
    }
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
