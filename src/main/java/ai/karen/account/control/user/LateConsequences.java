package ai.karen.account.control.user;

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

/** Sees to it that what must follow from changes to accounts is done in the end. Thread-safe. */
@ApplicationScoped
public class LateConsequences {
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(LateConsequences.class.getName());

  private final Consequences consequences;
  private final StoreThreads threads;
  private final Timer timer;

  /** For the container's client proxy. */
  protected LateConsequences() {
    this(null, null, null);
  }

  @Inject
  public LateConsequences(Consequences consequences, StoreThreads threads, Timer timer) {
    this.consequences = consequences;
    this.threads = threads;
    this.timer = timer;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    next();
  }

  private void next() {
    timer.schedule(
        PAUSE, () -> threads.supply(this::look).whenComplete((done, failure) -> again(failure)));
  }

  private void again(Throwable failure) {
    if (failure != null) {
      LOG.log(Level.WARNING, "What must follow from changes to accounts is late", failure);
    }
    next();
  }

  /** False while the database is away. */
  private boolean look() {
    try {
      consequences.completeLate();
      return true;
    } catch (StoreUnavailable away) {
      return false;
    }
  }
}
