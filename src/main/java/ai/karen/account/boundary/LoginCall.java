package ai.karen.account.boundary;

import ai.karen.account.control.defence.Anomalies;
import ai.karen.account.control.defence.LoginGuard;
import ai.karen.account.control.session.Access;
import ai.karen.account.control.session.RefreshRefused;
import ai.karen.account.control.session.SessionAudit;
import ai.karen.account.control.session.Sessions;
import ai.karen.account.control.user.PasswordLane;
import ai.karen.account.control.user.Users;
import ai.karen.account.entity.LoginAttempt;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.ProvenUser;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** One login, from the guard to the session. Thread-safe. Blocks. */
@ApplicationScoped
public class LoginCall {
  private static final String LOGIN = "login";

  private final LoginGuard guard;
  private final Users users;
  private final Sessions sessions;
  private final SessionAudit audit;
  private final Anomalies anomalies;

  /** For the container's client proxy. */
  protected LoginCall() {
    this(null, null, null, null, null);
  }

  @Inject
  public LoginCall(
      LoginGuard guard, Users users, Sessions sessions, SessionAudit audit, Anomalies anomalies) {
    this.guard = guard;
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
    this.anomalies = anomalies;
  }

  /**
   * @throws RefreshRefused where the account changed while the password was checked
   * @throws ProblemException 401 the same for an unknown account and for a wrong password, 429, 503
   */
  Access logIn(LoginAttempt attempt, String password) {
    guard.admit(attempt);
    Optional<ProvenUser> user = verified(attempt, password);
    if (user.isEmpty()) {
      guard.failed(attempt);
      audit.failed(LOGIN, guard.subject(attempt), attempt.address());
      throw new ProblemException(refusal());
    }
    Access access = opened(attempt, user.get());
    guard.succeeded(attempt, user.get().user().id());
    anomalies.began(access.session(), attempt.address());
    return access;
  }

  private Access opened(LoginAttempt attempt, ProvenUser user) {
    LoginSession.Origin origin = new LoginSession.Origin(attempt.userAgent(), attempt.address());
    try {
      Access access = sessions.open(user, origin);
      audit.success(LOGIN, user.user().id(), access.session(), attempt.address());
      return access;
    } catch (RefreshRefused changedMeanwhile) {
      guard.abandoned(attempt);
      audit.refused(LOGIN, user.user().id(), null, attempt.address());
      throw changedMeanwhile;
    } catch (ProblemException unknown) {
      guard.abandoned(attempt);
      throw unknown;
    }
  }

  /** Where it can't be known, the attempt is none: the account must not be held back for it. */
  private Optional<ProvenUser> verified(LoginAttempt attempt, String password) {
    try {
      PasswordLane lane =
          guard.isFromKnownDevice(attempt) ? PasswordLane.KNOWN : PasswordLane.EVERYBODY;
      return users.verify(attempt.email(), password, lane);
    } catch (RuntimeException unknown) {
      guard.abandoned(attempt);
      throw unknown;
    }
  }

  private static Problem refusal() {
    return Problem.invalid(
            401, "invalid_credentials", "The address or the password is not right.", null)
        .withNextSteps(
            "Check both, and try again.",
            "An administrator can delete the account and make another; nobody can read the password.");
  }
}
