package ai.karen.chat.boundary;

import ai.karen.chat.control.Departures;
import ai.karen.chat.entity.ClientConnection;
import ai.karen.door.boundary.RequestEnd;
import ai.karen.problem.entity.Causes;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Who waits for an answer. When it leaves, everything that is done for it is taken back.
 * Thread-safe.
 */
final class Client {
  /** The status that nginx made usual for a client that closed its request. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final Cancellation cancellation = new Cancellation();
  private final CompletableFuture<Void> departure = new CompletableFuture<>();

  private Client() {}

  /**
   * Watches the client of a request until its response is complete; on the request's own thread.
   */
  static Client of(HttpServletRequest request, Departures departures) {
    Client client = new Client();
    ClientConnection connection =
        new ClientConnection(
            request.getRemoteAddr(),
            request.getRemotePort(),
            request.getLocalPort(),
            isDirect(request));
    Departures.Watch watch = departures.watch(connection, client::leave);
    AsyncContext context = request.getAsyncContext();
    context.addListener(new RequestEnd(watch::stop));
    return client;
  }

  private static boolean isDirect(HttpServletRequest request) {
    return request.getHeader("X-Forwarded-For") == null && request.getHeader("Forwarded") == null;
  }

  /** Ends what is done for this client. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** It was seen to leave, be it that nothing can be written to it. */
  void leave() {
    if (departure.complete(null)) {
      cancellation.cancel(ProviderRefusal.cancelled("the client went away"));
    }
  }

  /** Calls back once when it leaves, before anything is taken back; at once when it has left. */
  void onLeave(Runnable action) {
    departure.thenRun(action);
  }

  boolean hasLeft() {
    return departure.isDone();
  }

  /**
   * Answers with what a stage brought, or with its failure, out of its wrapping. A client that has
   * left may still read, and should not be told of a deadline then.
   */
  <T> BiConsumer<T, Throwable> answerBy(AsyncResponse response) {
    return (entity, failure) -> {
      if (failure == null) {
        response.resume(entity);
      } else {
        response.resume(reason(failure));
      }
    };
  }

  /** What a client is told when a stage failed, out of its wrapping. */
  Throwable reason(Throwable failure) {
    return hasLeft() ? closed() : Causes.of(failure);
  }

  /** Answers with the failure of a stage that would have answered by itself. */
  Function<Throwable, Void> refuseBy(AsyncResponse response) {
    return failure -> {
      answerBy(response).accept(null, failure);
      return null;
    };
  }

  static ProblemException closed() {
    return new ProblemException(
        Problem.invalid(
            CLIENT_CLOSED_REQUEST,
            "client_closed_request",
            "The client closed its side of the connection before the answer",
            null));
  }
}
