package ai.karen.provider.adapter.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What every adapter's stages have in common. */
public final class Stages {

  private Stages() {}

  /**
   * The same, but failing with the failure itself. A derived stage wraps it, and circuit breakers tell
   * what counts by the class that they are given: a wrapped outage would count as a success.
   */
  public static <T> CompletionStage<T> bare(CompletionStage<T> stage) {
    CompletableFuture<T> bare = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            bare.complete(value);
          } else {
            bare.completeExceptionally(unwrapped(failure));
          }
        });
    return bare;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
