package ai.karen.account.control.defence;

import ai.karen.store.control.Chores;
import ai.karen.store.control.Ledger;
import ai.karen.timing.control.TimeOrderedIds;
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
  private final Chores chores;
  private final TimeOrderedIds ids;
  private final Clock clock;

  /** For the container's client proxy. */
  protected LoginPruning() {
    this(null, null, null, null);
  }

  @Inject
  public LoginPruning(Ledger ledger, Chores chores, TimeOrderedIds ids, Clock clock) {
    this.ledger = ledger;
    this.chores = chores;
    this.ids = ids;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    chores.every(PAUSE, "Old attempts to sign in are forgotten an hour later", this::prune);
  }

  private void prune() {
    Instant now = clock.instant();
    ledger.note(LoginKind.pruned(ids.nextUuid(), now.minus(Lane.MEMORY), now.minus(HABITS), now));
  }
}
