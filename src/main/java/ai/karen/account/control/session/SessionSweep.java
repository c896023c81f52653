package ai.karen.account.control.session;

import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Forgets sessions a day after their absolute end, once an hour. Thread-safe. */
@ApplicationScoped
public class SessionSweep {
  static final Duration PAUSE = Duration.ofHours(1);

  private static final Logger LOG = System.getLogger(SessionSweep.class.getName());

  private final Ledger ledger;
  private final StoreThreads threads;
  private final SessionOperations operations;
  private final Timer timer;

  /** For the container's client proxy. */
  protected SessionSweep() {
    this(null, null, null, null);
  }

  @Inject
  public SessionSweep(
      Ledger ledger, StoreThreads threads, SessionOperations operations, Timer timer) {
    this.ledger = ledger;
    this.threads = threads;
    this.operations = operations;
    this.timer = timer;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    next();
  }

  private void next() {
    timer.schedule(
        PAUSE, () -> threads.supply(this::sweep).whenComplete((done, failure) -> again(failure)));
  }

  private void again(Throwable failure) {
    if (failure != null) {
      LOG.log(Level.WARNING, "Old sessions are forgotten an hour later", failure);
    }
    next();
  }

  /** False while the database is away. */
  boolean sweep() {
    try {
      ledger.executeInDatabase(operations.forgotten());
      return true;
    } catch (StoreUnavailable away) {
      return false;
    }
  }
}
