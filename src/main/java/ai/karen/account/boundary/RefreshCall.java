package ai.karen.account.boundary;

import ai.karen.account.control.defence.Anomalies;
import ai.karen.account.control.session.Access;
import ai.karen.account.control.session.RefreshRefused;
import ai.karen.account.control.session.SessionEnds;
import ai.karen.account.control.session.Sessions;
import ai.karen.account.entity.TokenRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One refresh, and a look at where it came from. Thread-safe. Blocks. */
@ApplicationScoped
public class RefreshCall {
  private final Sessions sessions;
  private final SessionEnds ends;
  private final Anomalies anomalies;

  /** For the container's client proxy. */
  protected RefreshCall() {
    this(null, null, null);
  }

  @Inject
  public RefreshCall(Sessions sessions, SessionEnds ends, Anomalies anomalies) {
    this.sessions = sessions;
    this.ends = ends;
    this.anomalies = anomalies;
  }

  /**
   * @param value of the cookie
   * @throws RefreshRefused for certain; where the risk is high, because the password is needed
   *     again
   */
  Access refresh(String value, String address) {
    Access access = sessions.refresh(value, address);
    if (anomalies.seen(access.session(), address).isHigh()) {
      ends.doubted(access.user().id(), access.session(), address);
      throw new RefreshRefused(TokenRefusal.STEP_UP_REQUIRED);
    }
    return access;
  }
}
