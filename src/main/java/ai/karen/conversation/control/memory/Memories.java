package ai.karen.conversation.control.memory;

import ai.karen.language.control.EmbedderUnavailableException;
import ai.karen.language.control.LanguageThreads;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** Searches for whoever must not wait. Thread-safe, never blocks. */
@ApplicationScoped
public class Memories {
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final MemorySearch search;
  private final LanguageThreads threads;

  /** For the container's client proxy. */
  protected Memories() {
    this(null, null);
  }

  @Inject
  public Memories(MemorySearch search, LanguageThreads threads) {
    this.search = search;
    this.threads = threads;
  }

  /** Fails with a {@link ProblemException} 503 where texts can't be compared now. */
  public CompletionStage<Reading<List<Memory>>> search(String owner, String query, int limit) {
    try {
      return CompletableFuture.supplyAsync(() -> found(owner, query, limit), threads.embedding());
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(unavailable("Too many texts wait to be compared"));
    }
  }

  private Reading<List<Memory>> found(String owner, String query, int limit) {
    try {
      return search.search(owner, query, limit);
    } catch (EmbedderUnavailableException unavailable) {
      throw unavailable(unavailable.getMessage());
    }
  }

  private static ProblemException unavailable(String reason) {
    return new ProblemException(Problem.unavailable("embeddings_unavailable", reason, COME_BACK));
  }
}
