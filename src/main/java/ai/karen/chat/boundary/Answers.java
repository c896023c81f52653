package ai.karen.chat.boundary;

import ai.karen.provider.control.Failures;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.function.BiConsumer;

/** Ends asynchronous responses. */
final class Answers {

  private Answers() {}

  /** Answers with what a stage brought, or with its failure, out of its wrapping. */
  static <T> BiConsumer<T, Throwable> resuming(AsyncResponse response) {
    return (entity, failure) -> {
      if (failure == null) {
        response.resume(entity);
      } else {
        response.resume(Failures.cause(failure));
      }
    };
  }
}
