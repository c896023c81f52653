package ai.karen.account.control.session;

import ai.karen.store.control.Chores;
import ai.karen.store.control.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Forgets sessions a day after their absolute end, once an hour. Thread-safe. */
@ApplicationScoped
public class SessionSweep {
  static final Duration PAUSE = Duration.ofHours(1);

  private final Ledger ledger;
  private final Chores chores;
  private final SessionOperations operations;

  /** For the container's client proxy. */
  protected SessionSweep() {
    this(null, null, null);
  }

  @Inject
  public SessionSweep(Ledger ledger, Chores chores, SessionOperations operations) {
    this.ledger = ledger;
    this.chores = chores;
    this.operations = operations;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    chores.every(PAUSE, "Old sessions are forgotten an hour later", this::sweep);
  }

  void sweep() {
    ledger.executeInDatabase(operations.forgotten());
  }
}
