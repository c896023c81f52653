package ai.karen.store.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A shared database whose answers come in time, or when nobody waits for them any more. */
final class LateDatabase implements Database {
  private final LocalDatabase behind;
  private Runnable underWay;
  private boolean late;

  LateDatabase(LocalDatabase behind) {
    this.behind = behind;
  }

  /** From now on nobody hears an answer. */
  void beLate() {
    late = true;
  }

  /** What was asked last is done, behind everybody's back. */
  void arrive() {
    underWay.run();
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
  public <T> CompletionStage<T> run(Function<Rows, T> work) {
    if (late) {
      underWay = () -> behind.read(work);
      return CompletableFuture.failedStage(new DatabaseOutage("It did not answer in time", null));
    }
    return CompletableFuture.completedStage(behind.change(work));
  }
}
