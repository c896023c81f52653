package ai.karen.language.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each core for embedding and for answering by extraction, which are all work and no
 * waiting, so that the threads that carry answers stay free; and a bounded line before them. What
 * finds the line full is refused with a {@link java.util.concurrent.RejectedExecutionException}.
 */
@ApplicationScoped
public class LanguageThreads implements Executor {
  /** Pieces of work that may wait; one more is refused. */
  static final int LONGEST_LINE = 1_024;

  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  /** For the container's client proxy. */
  protected LanguageThreads() {
    this.pool = null;
  }

  @Inject
  public LanguageThreads(ManagedThreadFactory threads) {
    int cores = Runtime.getRuntime().availableProcessors();
    this.pool =
        new ThreadPoolExecutor(
            cores,
            cores,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_LINE),
            threads);
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
