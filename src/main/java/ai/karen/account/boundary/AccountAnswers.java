package ai.karen.account.boundary;

import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does what waits for stores on their threads, and answers on others, which may wait for a client.
 * Thread-safe.
 */
@ApplicationScoped
public class AccountAnswers {
  private final StoreThreads stores;
  private final ManagedExecutorService threads;

  /** For the container's client proxy. */
  protected AccountAnswers() {
    this(null, null);
  }

  @Inject
  public AccountAnswers(StoreThreads stores, ManagedExecutorService threads) {
    this.stores = stores;
    this.threads = threads;
  }

  /** Once that is there, does this with it on a thread that may wait for stores. */
  <T> CompletionStage<Response> when(CompletionStage<T> ready, Function<T, Response> work) {
    return ready.thenCompose(body -> stores.supply(() -> work.apply(body)));
  }

  /** What this brings, or its failure. */
  void answer(Supplier<Response> work, AsyncResponse response) {
    answer(stores.supply(work), response);
  }

  void answer(CompletionStage<Response> answer, AsyncResponse response) {
    answer.whenCompleteAsync((whole, failure) -> resume(whole, failure, response), threads);
  }

  /** Two calls, because a failure that is given as an object is written out as the answer. */
  private static void resume(Response whole, Throwable failure, AsyncResponse response) {
    if (failure == null) {
      whole.getHeaders().putSingle("Cache-Control", "no-store");
      response.resume(whole);
    } else {
      boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
      response.resume(isWrapped ? failure.getCause() : failure);
    }
  }
}
