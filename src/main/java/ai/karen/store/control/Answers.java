package ai.karen.store.control;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Waits for what a guarded call brings. */
public final class Answers {
  private Answers() {}

  /**
   * @throws DatabaseOutage also where the guard refused or gave up
   */
  public static <T> T of(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw translated(failure.getCause());
    }
  }

  private static RuntimeException translated(Throwable failure) {
    if (failure instanceof FaultToleranceException guard) {
      return new DatabaseOutage("It gave no answer in time, or is left alone for a while", guard);
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
