package ai.karen.account.boundary;

import ai.karen.door.boundary.SuspendedAnswers;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
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
  private final SuspendedAnswers answers;

  /** For the container's client proxy. */
  protected AccountAnswers() {
    this(null, null);
  }

  @Inject
  public AccountAnswers(StoreThreads stores, SuspendedAnswers answers) {
    this.stores = stores;
    this.answers = answers;
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
    answers.answer(answer.thenApply(AccountAnswers::keptByNobody), response);
  }

  private static Response keptByNobody(Response whole) {
    whole.getHeaders().putSingle("Cache-Control", "no-store");
    return whole;
  }
}
