package ai.karen.conversation.control;

import ai.karen.store.control.StoreThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does the work at once, on the caller's thread. */
public final class TestingStoreThreads extends StoreThreads {

  @Override
  public <T> CompletionStage<T> supply(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(work.get());
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
