package ai.karen.account.boundary;

import ai.karen.account.control.defence.Anomalies;
import ai.karen.account.control.session.SessionEnds;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Looks at where sessions are used from, also between two refreshes: whoever stole an access token
 * never refreshes. Thread-safe. Asks no store where the session was seen in that network a moment
 * ago.
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

  /** The verdict, or another where the session was somewhere else just before. */
  Verdict seen(Verdict verdict, String address) {
    boolean isPerson =
        verdict instanceof Verdict.Accepted accepted && accepted.caller().session() != null;
    return isPerson ? seen((Verdict.Accepted) verdict, address) : verdict;
  }

  private Verdict seen(Verdict.Accepted verdict, String address) {
    Caller caller = verdict.caller();
    if (!anomalies.seen(caller.session(), address).isHigh()) {
      return verdict;
    }
    try {
      ends.doubted(UUID.fromString(caller.owner()), caller.session(), address);
      return new Verdict.Denied(TokenRefusal.STEP_UP_REQUIRED);
    } catch (ProblemException unwritable) {
      return new Verdict.Unknown(unwritable);
    }
  }
}
