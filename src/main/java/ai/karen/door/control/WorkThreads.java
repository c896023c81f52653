package ai.karen.door.control;

import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads on which the engine's own work begins: what follows a request's body, or its waiting. Not
 * the container's, which brought it: see {@link AnswerThreads}; nor does anything here wait for a
 * client. Few, because what begins here computes; more than cores, because it may wait a moment. As
 * many wait for them as there are requests. Thread-safe.
 */
@ApplicationScoped
public class WorkThreads implements Executor {
  private static final int MOST = 16;

  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor forLarge;

  /** For the container's client proxy. */
  protected WorkThreads() {
    this.pool = null;
    this.forLarge = null;
  }

  @Inject
  public WorkThreads(ManagedThreadFactory threads) {
    this.pool = ThreadPools.of(MOST, threads);
    this.forLarge = ThreadPools.of(Runtime.getRuntime().availableProcessors(), threads);
  }

  /**
   * Others, for large bodies, so that small ones never wait for them: as many as cores, because a
   * parser's buffers take six times the text.
   */
  public Executor forLarge() {
    return forLarge;
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
    forLarge.shutdownNow();
  }
}
