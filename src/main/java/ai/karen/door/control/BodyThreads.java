package ai.karen.door.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads on which whatever follows a request's body begins. Not the container's, which brought the
 * body: see {@link AnswerThreads}. Few, because what begins here computes; more than cores, because
 * it may wait a moment. As many bodies wait for them as there are requests. Large bodies are parsed
 * on {@linkplain #large others}, so that nobody else's waits for them. Thread-safe.
 */
@ApplicationScoped
public class BodyThreads implements Executor {
  private static final int MOST = 16;
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor large;

  /** For the container's client proxy. */
  protected BodyThreads() {
    this.pool = null;
    this.large = null;
  }

  @Inject
  public BodyThreads(ManagedThreadFactory threads) {
    this((ThreadFactory) threads);
  }

  BodyThreads(ThreadFactory threads) {
    this.pool = pool(MOST, threads);
    this.large = pool(Runtime.getRuntime().availableProcessors(), threads);
  }

  private static ThreadPoolExecutor pool(int size, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
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
