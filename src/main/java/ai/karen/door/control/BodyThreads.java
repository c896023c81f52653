package ai.karen.door.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads on which whatever follows a request's body begins. Not the container's, which brought the
 * body: see {@link AnswerThreads}. Few, because what begins here computes; more than cores, because
 * it may wait a moment. As many bodies wait for them as there are requests. Thread-safe.
 */
@ApplicationScoped
public class BodyThreads implements Executor {
  private static final int MOST = 16;
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  /** For the container's client proxy. */
  protected BodyThreads() {
    this.pool = null;
  }

  @Inject
  public BodyThreads(ManagedThreadFactory threads) {
    this.pool =
        new ThreadPoolExecutor(
            MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    this.pool.allowCoreThreadTimeOut(true);
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
