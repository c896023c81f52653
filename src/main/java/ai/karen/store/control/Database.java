package ai.karen.store.control;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The shared database. Thread-safe, never blocks: each call ends within about a second, be the
 * server frozen. A stage that fails with {@link DatabaseOutage} leaves open what became of the
 * call.
 */
public interface Database {

  /** Whether there is one besides the embedded database. */
  boolean isConfigured();

  /**
   * Makes it ready for use, with tables as this version needs them. Blocks; to be called again
   * until it succeeds.
   *
   * @throws DatabaseOutage it can't be reached
   */
  void open();

  /** The only guarded way in, so that there is one breaker: work within one transaction. */
  <T> CompletionStage<T> run(Function<Rows, T> work);

  /**
   * Asks it something trivial, past the breaker, on a connection that no other call waits for.
   * Fails where it does not answer anybody.
   */
  CompletionStage<Void> probe();
}
