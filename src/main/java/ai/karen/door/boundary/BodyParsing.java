package ai.karen.door.boundary;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Makes JSON of bodies that have come, away from the container's threads, and large bodies away
 * from all others. Thread-safe.
 */
final class BodyParsing {
  private final Executor usual;
  private final Executor large;

  /**
   * @param usual where small bodies are parsed, and whatever follows a body of any size begins
   * @param large where large bodies are parsed, and nothing else happens
   */
  BodyParsing(Executor usual, Executor large) {
    this.usual = usual;
    this.large = large;
  }

  /**
   * What the body holds, or why it did not come or can't be read; either is brought by one of the
   * usual threads.
   */
  CompletionStage<JsonObject> json(CompletionStage<byte[]> whole) {
    // A failure takes the same way: whoever brings it may be one of the container's threads.
    return whole.handleAsync(this::parsed, usual).thenCompose(Function.identity());
  }

  private CompletionStage<JsonObject> parsed(byte[] body, Throwable failure) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    if (JsonBody.isLarge(body)) {
      return CompletableFuture.supplyAsync(() -> JsonBody.read(body), large)
          .whenCompleteAsync((json, refusal) -> {}, usual);
    }
    return CompletableFuture.completedFuture(JsonBody.read(body));
  }
}
