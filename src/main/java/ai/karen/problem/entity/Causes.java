package ai.karen.problem.entity;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Tells what a stage failed of. */
public final class Causes {
  private Causes() {}

  /** Waits for what a stage brings, or throws what it failed of. */
  public static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw of(failure) instanceof RuntimeException cause ? cause : failure;
    }
  }

  /**
   * Out of the wrappings that derived stages put around it.
   *
   * @param failure null stays null
   */
  public static Throwable of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
