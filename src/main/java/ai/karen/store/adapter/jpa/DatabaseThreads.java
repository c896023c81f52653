package ai.karen.store.adapter.jpa;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that speak to the shared database, as many as it gets connections; a frozen one holds
 * them until the driver gives up. Thread-safe.
 */
@ApplicationScoped
public class DatabaseThreads implements Executor {
  /** As many as the data source has connections. */
  static final int CONNECTIONS = 20;

  static final int QUEUE = 1_024;
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor pool;

  /** For the container's client proxy. */
  protected DatabaseThreads() {
    this.pool = null;
  }

  @Inject
  public DatabaseThreads(ManagedThreadFactory threads) {
    this.pool =
        new ThreadPoolExecutor(
            CONNECTIONS,
            CONNECTIONS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            threads);
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
