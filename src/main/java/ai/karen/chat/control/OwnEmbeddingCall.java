package ai.karen.chat.control;

import ai.karen.language.control.LanguageThreads;
import ai.karen.language.control.LocalEmbeddings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.entity.ProviderRefusal;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Has the engine's own model embed, behind whoever came before, for as long as the answer is
 * wanted. Thread-safe, never blocks.
 */
@ApplicationScoped
public class OwnEmbeddingCall {
  private final LocalEmbeddings local;
  private final Executor threads;
  private final Timer timer;

  /** For the container's client proxy. */
  protected OwnEmbeddingCall() {
    this(null, (Executor) null, null);
  }

  @Inject
  public OwnEmbeddingCall(LocalEmbeddings local, LanguageThreads threads, Timer timer) {
    this(local, threads.embedding(), timer);
  }

  OwnEmbeddingCall(LocalEmbeddings local, Executor threads, Timer timer) {
    this.local = local;
    this.threads = threads;
    this.timer = timer;
  }

  /**
   * @param cancellation to be used when the caller goes away; the deadline uses it too
   * @return OpenAI's answer; fails with a {@link ProblemException}
   * @throws ProblemException 400 with what to change, or 503 when too many are waiting
   */
  public CompletionStage<JsonObject> embed(
      JsonObject request, Deadline deadline, Cancellation cancellation) {
    Supplier<JsonObject> work = local.prepare(request, cancellation::isCancelled);
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    inLine(() -> work(work, cancellation, answer));
    Timer.Timeout late =
        timer.schedule(deadline.remaining(), () -> cancellation.cancel(ProviderRefusal.late()));
    cancellation.onCancel(why -> answer.completeExceptionally(late()));
    answer.whenComplete((done, failure) -> late.cancel());
    return answer;
  }

  private void inLine(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException full) {
      throw new ProblemException(
          Problem.unavailable(
              "overloaded", "Too many embeddings are waiting", Duration.ofSeconds(1)));
    }
  }

  private static void work(
      Supplier<JsonObject> work, Cancellation cancellation, CompletableFuture<JsonObject> answer) {
    if (cancellation.isCancelled()) {
      return;
    }
    try {
      answer.complete(work.get());
    } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
      // The native embedder can fail in these ways too; nobody must wait for an answer then.
      answer.completeExceptionally(failure);
    }
  }

  private static ProblemException late() {
    return new ProblemException(
        new Problem(
            504,
            "server_error",
            "deadline_exceeded",
            "The texts were not embedded before the request's deadline",
            null,
            List.of("Send fewer texts, or allow more time with the header " + Deadlines.HEADER),
            null,
            false));
  }
}
