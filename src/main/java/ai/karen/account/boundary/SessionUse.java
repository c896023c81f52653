package ai.karen.account.boundary;

import ai.karen.account.control.defence.Anomalies;
import ai.karen.account.control.session.SessionEnds;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.Verdict;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Looks at where sessions are used from, also between two refreshes: whoever stole an access token
 * never refreshes. As delivered nobody is stopped for it: the parallel calls of one page may come
 * through several networks. Thread-safe. Asks no store where the session was seen in that network a
 * moment ago.
 */
@ApplicationScoped
public class SessionUse {
  private final Anomalies anomalies;
  private final SessionEnds ends;

  /** For the container's client proxy. */
  protected SessionUse() {
    this(null, null);
  }

  @Inject
  public SessionUse(Anomalies anomalies, SessionEnds ends) {
    this.anomalies = anomalies;
    this.ends = ends;
  }

  /** The same verdict, unless the risk is so high that the password is needed again. */
  Verdict weighed(Verdict verdict, String address) {
    return verdict instanceof Verdict.Accepted accepted && accepted.caller().session() != null
        ? weighed(accepted, address)
        : verdict;
  }

  private Verdict weighed(Verdict.Accepted accepted, String address) {
    Caller caller = accepted.caller();
    if (!anomalies.used(caller.session(), address).isHigh()) {
      return accepted;
    }
    try {
      ends.doubted(UUID.fromString(caller.owner()), caller.session(), address);
      return new Verdict.Denied(TokenRefusal.STEP_UP_REQUIRED);
    } catch (StoreUnavailable away) {
      return new Verdict.Unknown(away);
    }
  }
}
