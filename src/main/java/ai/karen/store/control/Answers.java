package ai.karen.store.control;

import ai.karen.store.control.DatabaseOutage.Extent;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

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
    if (failure instanceof TimeoutException late) {
      return new DatabaseOutage(Extent.SILENT, "It gave no answer in time", late);
    }
    if (failure instanceof FaultToleranceException guard) {
      return new DatabaseOutage(Extent.LEFT_ALONE, "It is left alone for a while", guard);
    }
    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
