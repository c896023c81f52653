package ai.karen.account.control.defence;

import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreThreads;
import ai.karen.timing.control.TimeOrderedIds;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets attempts of yesterday, and the habits of whoever did not sign in for a year. */
@ApplicationScoped
public class LoginPruning {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration HABITS = Duration.ofDays(365);

  private final Ledger ledger;
  private final StoreThreads threads;
  private final TimeOrderedIds ids;
  private final Timer timer;
  private final Clock clock;

  /** For the container's client proxy. */
  protected LoginPruning() {
    this(null, null, null, null, null);
  }

  @Inject
  public LoginPruning(
      Ledger ledger, StoreThreads threads, TimeOrderedIds ids, Timer timer, Clock clock) {
    this.ledger = ledger;
    this.threads = threads;
    this.ids = ids;
    this.timer = timer;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    timer.schedule(PAUSE, this::run);
  }

  private void run() {
    threads.supply(this::prune).whenComplete((taken, failure) -> timer.schedule(PAUSE, this::run));
  }

  boolean prune() {
    Instant now = clock.instant();
    return ledger.note(
        LoginKind.pruned(ids.nextUuid(), now.minus(Lane.MEMORY), now.minus(HABITS), now));
  }
}
