package ai.karen.store.control;

import ai.karen.store.control.DatabaseOutage.Extent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A shared database whose answers come in time, or when nobody waits for them any more. */
final class LateDatabase extends ReadyDatabase {
  private final LocalDatabase behind;
  private Runnable underWay;
  private boolean late;
  private IntPredicate lateCalls = call -> false;
  private int calls;

  LateDatabase(LocalDatabase behind) {
    this.behind = behind;
  }

  /** From now on nobody hears an answer. */
  void beLate() {
    late = true;
  }

  /** Of the calls from now on, counted from one. */
  void beLateFor(IntPredicate which) {
    calls = 0;
    lateCalls = which;
  }

  /** What was asked last is done, behind everybody's back. */
  void arrive() {
    underWay.run();
  }

  private boolean late(int call) {
    return lateCalls.test(call);
  }

  @Override
  public <T> CompletionStage<T> run(Function<Rows, T> work) {
    if (late || late(++calls)) {
      underWay = () -> behind.read(work);
      return CompletableFuture.failedStage(
          new DatabaseOutage(Extent.SILENT, "It did not answer in time", null));
    }
    return CompletableFuture.completedStage(behind.change(work));
  }
}
