package ai.karen.conversation.boundary;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Answers suspended requests, on threads that may wait for a client: a store's must not.
 * Thread-safe.
 */
@ApplicationScoped
public class Answers {
  static final String DEGRADED = "x-karen-degraded";

  private final ManagedExecutorService threads;

  /** For the container's client proxy. */
  protected Answers() {
    this(null);
  }

  @Inject
  public Answers(ManagedExecutorService threads) {
    this.threads = threads;
  }

  /** Answers with what the stage brings, or with its failure. */
  void answer(CompletionStage<Response> answer, AsyncResponse response) {
    answer.whenCompleteAsync((whole, failure) -> resume(whole, failure, response), threads);
  }

  /** Two calls, because a failure that is given as an object is written out as the answer. */
  private static void resume(Response whole, Throwable failure, AsyncResponse response) {
    if (failure == null) {
      response.resume(whole);
    } else {
      response.resume(cause(failure));
    }
  }

  private static Throwable cause(Throwable failure) {
    boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
    return isWrapped ? failure.getCause() : failure;
  }

  /**
   * @param entity null for nothing
   * @param degraded whether the database had no part in it
   */
  static Response of(int status, Object entity, boolean degraded) {
    Response.ResponseBuilder answer = Response.status(status);
    if (entity != null) {
      answer.entity(entity).type(MediaType.APPLICATION_JSON_TYPE);
    }
    if (degraded) {
      answer.header(DEGRADED, "database");
    }
    return answer.build();
  }
}
