package ai.karen.store.control;

import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Work in the stores that comes again and again, as long as the engine runs. Thread-safe. */
@ApplicationScoped
public class Chores {
  private static final Logger LOG = System.getLogger(Chores.class.getName());

  private final StoreThreads threads;
  private final Timer timer;

  /** For the container's client proxy. */
  protected Chores() {
    this(null, null);
  }

  @Inject
  public Chores(StoreThreads threads, Timer timer) {
    this.threads = threads;
    this.timer = timer;
  }

  /** As {@link #every(Duration, Duration, String, Runnable)}, the first time after a pause. */
  public void every(Duration pause, String late, Runnable chore) {
    every(pause, pause, late, chore);
  }

  /**
   * Where it fails it is done the next time.
   *
   * @param first until the first time
   * @param pause from the end of each time until the next
   * @param late what the log says of a failure that is not just an outage
   */
  public void every(Duration first, Duration pause, String late, Runnable chore) {
    timer.schedule(
        first,
        () ->
            threads
                .supply(() -> done(chore))
                .whenComplete(
                    (done, failure) -> {
                      log(late, failure);
                      every(pause, late, chore);
                    }));
  }

  private static Void done(Runnable chore) {
    chore.run();
    return null;
  }

  private static void log(String late, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      LOG.log(cause instanceof StoreUnavailable ? Level.DEBUG : Level.WARNING, late, cause);
    }
  }
}
