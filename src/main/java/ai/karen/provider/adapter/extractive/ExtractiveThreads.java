package ai.karen.provider.adapter.extractive;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for each core, because answering by extraction is work, and a bounded line before them. */
@ApplicationScoped
public class ExtractiveThreads implements Executor {
  /** Answers that may wait; one more is refused. */
  static final int LONGEST_LINE = 1_024;

  private ThreadPoolExecutor pool;

  /** The container gives the factory only to a method or field. */
  @Resource
  void setFactory(ManagedThreadFactory factory) {
    int cores = Runtime.getRuntime().availableProcessors();
    pool =
        new ThreadPoolExecutor(
            cores, cores, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_LINE), factory);
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
