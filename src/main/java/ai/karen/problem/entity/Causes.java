package ai.karen.problem.entity;

import java.util.concurrent.CompletionException;

/** Tells what a stage failed of. */
public final class Causes {
  private Causes() {}

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
