package ai.karen.provider.adapter.wire;

import ai.karen.problem.entity.Causes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What every adapter's stages have in common. */
public final class Stages {

  private Stages() {}

  /**
   * The same, but failing with the failure itself. A derived stage wraps it, and circuit breakers
   * tell what counts by the class that they are given: a wrapped outage would count as a success.
   */
  public static <T> CompletionStage<T> bare(CompletionStage<T> stage) {
    CompletableFuture<T> bare = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            bare.complete(value);
          } else {
            bare.completeExceptionally(Causes.of(failure));
          }
        });
    return bare;
  }
}
