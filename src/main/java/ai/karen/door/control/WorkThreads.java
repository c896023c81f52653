package ai.karen.door.control;

import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads on which the engine's own work begins: what follows a request's body, or its waiting. Not
 * the container's, which brought it: see {@link AnswerThreads}; nor does anything here wait for a
 * client. Few, because what begins here computes; more than cores, because it may wait a moment. As
 * many wait for them as there are requests. Large bodies are parsed on {@linkplain #large others},
 * so that nobody else's waits for them. Thread-safe.
 */
@ApplicationScoped
public class WorkThreads implements Executor {
  private static final int MOST = 16;

  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor large;

  /** For the container's client proxy. */
  protected WorkThreads() {
    this.pool = null;
    this.large = null;
  }

  @Inject
  public WorkThreads(ManagedThreadFactory threads) {
    this((ThreadFactory) threads);
  }

  WorkThreads(ThreadFactory threads) {
    this.pool = ThreadPools.of(MOST, threads);
    this.large = ThreadPools.of(Runtime.getRuntime().availableProcessors(), threads);
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  /**
   * Where large bodies are parsed, and nothing else happens. As many as cores, because a parser
   * takes several times the body's size while it works; what waits here is bounded by the memory
   * for bodies.
   */
  public Executor large() {
    return large;
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
    large.shutdownNow();
  }
}
