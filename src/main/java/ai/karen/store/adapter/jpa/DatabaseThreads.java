package ai.karen.store.adapter.jpa;

import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads that speak to the shared database, as many as it gets connections; a frozen one holds
 * them until the driver gives up. One more, with a connection left for it, only asks whether it
 * answers. Thread-safe.
 */
@ApplicationScoped
public class DatabaseThreads implements Executor {
  /** One less than the data source has connections. */
  static final int CONNECTIONS = 20;

  static final int QUEUE = 1_024;

  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor apart;

  /** For the container's client proxy. */
  protected DatabaseThreads() {
    this.pool = null;
    this.apart = null;
  }

  @Inject
  public DatabaseThreads(ManagedThreadFactory threads) {
    this.pool = ThreadPools.of(CONNECTIONS, new LinkedBlockingQueue<>(QUEUE), threads);
    this.apart = ThreadPools.of(1, new LinkedBlockingQueue<>(1), threads);
  }

  /** The one that nobody else uses. */
  Executor apart() {
    return apart;
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
    apart.shutdownNow();
  }
}
