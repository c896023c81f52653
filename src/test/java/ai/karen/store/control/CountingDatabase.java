package ai.karen.store.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Up, and without rows: it counts the calls and says the same to each. */
final class CountingDatabase implements Database {
  private final Object answer;
  private int calls;

  /**
   * @param answer to whatever it is asked; null for none
   */
  CountingDatabase(Object answer) {
    this.answer = answer;
  }

  int calls() {
    return calls;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public void open() {
    // It is.
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> CompletionStage<T> run(Function<Rows, T> work) {
    calls++;
    return CompletableFuture.completedStage((T) answer);
  }

  @Override
  public CompletionStage<Void> probe() {
    return CompletableFuture.completedStage(null);
  }
}
