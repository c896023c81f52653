package ai.karen.account.control.user;

import ai.karen.store.control.Chores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/** Sees to it that what must follow from changes to accounts is done in the end. Thread-safe. */
@ApplicationScoped
public class LateConsequences {
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final Consequences consequences;
  private final Chores chores;

  /** For the container's client proxy. */
  protected LateConsequences() {
    this(null, null);
  }

  @Inject
  public LateConsequences(Consequences consequences, Chores chores) {
    this.consequences = consequences;
    this.chores = chores;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    chores.every(
        PAUSE, "What must follow from changes to accounts is late", consequences::completeLate);
  }
}
