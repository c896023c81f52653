package ai.karen.chat.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;

/**
 * Threads on which whole answers are written. That waits for the client, so that it must not happen
 * on the few threads that carry everybody's answers from the providers.
 */
@ApplicationScoped
public class AnswerThreads implements Executor {
  /** Slow clients that hold a thread; with one more, whoever brings an answer writes it. */
  static final int MOST = 256;

  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  /** For the container's client proxy. */
  protected AnswerThreads() {
    this.pool = null;
  }

  @Inject
  public AnswerThreads(ManagedThreadFactory threads) {
    this.pool =
        new ThreadPoolExecutor(
            0,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads,
            new CallerRunsPolicy());
  }

  @Override
  public void execute(Runnable writing) {
    pool.execute(writing);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
