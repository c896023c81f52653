package ai.karen.language.control;

import ai.karen.timing.control.ThreadPools;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Threads for embedding and for answering by extraction, which are all work and no waiting, so that
 * the threads that carry answers stay free: a thread for each core and a bounded line before them,
 * for each of the two, because a few large requests for embeddings keep their threads for minutes
 * and the last resort must answer all the same. What finds its line full is refused with a {@link
 * java.util.concurrent.RejectedExecutionException}.
 */
@ApplicationScoped
public class LanguageThreads {
  /** Pieces of work that may wait in one line; one more is refused. */
  static final int LONGEST_LINE = 1_024;

  private final ThreadPoolExecutor embedding;
  private final ThreadPoolExecutor answering;

  /** For the container's client proxy. */
  protected LanguageThreads() {
    this.embedding = null;
    this.answering = null;
  }

  @Inject
  public LanguageThreads(ManagedThreadFactory threads) {
    this.embedding = pool(threads);
    this.answering = pool(threads);
  }

  /** For requests for embeddings. */
  public Executor embedding() {
    return embedding;
  }

  /** For the last resort's answers. */
  public Executor answering() {
    return answering;
  }

  @PreDestroy
  void stop() {
    embedding.shutdownNow();
    answering.shutdownNow();
  }

  private static ThreadPoolExecutor pool(ManagedThreadFactory threads) {
    int cores = Runtime.getRuntime().availableProcessors();
    return ThreadPools.of(cores, new ArrayBlockingQueue<>(LONGEST_LINE), threads);
  }
}
