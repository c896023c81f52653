package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Database;
import ai.karen.store.control.Rows;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Gives up after a while as the container's interceptor does, where there is no container; later
 * than that one, because a machine that builds is slow.
 */
record Timely(Database database) implements Database {
  private static final long LONGEST_MILLIS = 2_000;

  @Override
  public boolean isConfigured() {
    return database.isConfigured();
  }

  @Override
  public void open() {
    database.open();
  }

  @Override
  public <T> CompletionStage<T> run(Function<Rows, T> work) {
    return inTime(database.run(work));
  }

  @Override
  public CompletionStage<Void> probe() {
    return inTime(database.probe());
  }

  private static <T> CompletionStage<T> inTime(CompletionStage<T> stage) {
    CompletableFuture<T> answer = stage.toCompletableFuture();
    return answer
        .orTimeout(LONGEST_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              if (failure instanceof java.util.concurrent.TimeoutException) {
                throw new TimeoutException(failure);
              }
              throw failure instanceof CompletionException known
                  ? known
                  : new CompletionException(failure);
            });
  }
}
