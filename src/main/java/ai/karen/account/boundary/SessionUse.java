package ai.karen.account.boundary;

import ai.karen.account.control.defence.Anomalies;
import ai.karen.account.entity.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Writes down where sessions are used from, also between two refreshes: whoever stole an access
 * token never refreshes. Nobody is stopped for it: the parallel calls of one page may come through
 * several networks. Thread-safe. Asks no store where the session was seen in that network a moment
 * ago.
 */
@ApplicationScoped
public class SessionUse {
  private final Anomalies anomalies;

  /** For the container's client proxy. */
  protected SessionUse() {
    this(null);
  }

  @Inject
  public SessionUse(Anomalies anomalies) {
    this.anomalies = anomalies;
  }

  void note(Verdict verdict, String address) {
    if (verdict instanceof Verdict.Accepted accepted && accepted.caller().session() != null) {
      anomalies.used(accepted.caller().session(), address);
    }
  }
}
