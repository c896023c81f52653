package ai.karen.account.control.defence;

import ai.karen.account.entity.LoginAttempt;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Stands before the check of a password. Of each attempt that {@link #admit} let through, one of
 * the other methods tells the end; where none does, its place is free again a minute later.
 * Thread-safe. May ask the database: to be called on {@link ai.karen.store.control.StoreThreads}.
 */
@ApplicationScoped
public class LoginGuard {
  private static final int TOO_MANY_REQUESTS = 429;

  private final LoginThrottle throttle;
  private final DeviceCookies devices;
  private final Identities identities;
  private final Anomalies anomalies;
  private final RefusalAudit refusals;

  /** For the container's client proxy. */
  protected LoginGuard() {
    this(null, null, null, null, null);
  }

  @Inject
  public LoginGuard(
      LoginThrottle throttle,
      DeviceCookies devices,
      Identities identities,
      Anomalies anomalies,
      RefusalAudit refusals) {
    this.throttle = throttle;
    this.devices = devices;
    this.identities = identities;
    this.anomalies = anomalies;
    this.refusals = refusals;
  }

  /**
   * To be called before anything is asked of a database or a hash, with the same outcome whether or
   * not there is such an account.
   *
   * @throws ProblemException 429 where the attempt must wait
   */
  public void admit(LoginAttempt attempt) {
    LoginPlace place = place(attempt);
    Duration wait = throttle.admit(place);
    if (!wait.isZero()) {
      if (throttle.tellsRefusal(place)) {
        refusals.record(throttled(place, attempt, wait));
      }
      throw new ProblemException(refusal(wait));
    }
  }

  /** The password was wrong, or there is no such account, or it may not sign in. */
  public Risk failed(LoginAttempt attempt) {
    LoginPlace place = place(attempt);
    throttle.failed(place);
    int accounts = throttle.accountsFrom(place);
    return anomalies.failed(place, subject(place), attempt.address(), accounts);
  }

  /** The password was right, and the account may sign in. */
  public Risk succeeded(LoginAttempt attempt, UUID user) {
    LoginPlace place = place(attempt);
    int failures = throttle.succeeded(place);
    return anomalies.succeeded(place, user.toString(), attempt.address(), failures);
  }

  /** Whether it comes from a device that signed in to the account before. */
  public boolean isFromKnownDevice(LoginAttempt attempt) {
    return place(attempt).isKnownDevice();
  }

  /** How the audit log names the account that was tried, whether or not there is one. */
  public String subject(LoginAttempt attempt) {
    return subject(place(attempt));
  }

  /** Whether the password was right was not found out, such as with the database away. */
  public void abandoned(LoginAttempt attempt) {
    throttle.released(place(attempt));
  }

  private LoginPlace place(LoginAttempt attempt) {
    String account = identities.account(attempt.email());
    return LoginPlace.of(
        account, devices.known(attempt.deviceCookie(), account), identities, attempt.address());
  }

  private static String subject(LoginPlace place) {
    return "account:" + place.account();
  }

  private static SecurityEvent throttled(LoginPlace place, LoginAttempt attempt, Duration wait) {
    return new SecurityEvent(
        "login_throttled",
        Outcome.REFUSED,
        subject(place),
        attempt.address(),
        Map.of("wait_seconds", String.valueOf(wait.toSeconds() + 1)));
  }

  private static Problem refusal(Duration wait) {
    return new Problem(
        TOO_MANY_REQUESTS,
        "requests",
        "too_many_attempts",
        "There were too many attempts to sign in; this one was not looked at.",
        null,
        List.of(
            "Wait as long as Retry-After says, then try once.",
            "On a device that signed in to the account before, you need not wait for others'"
                + " attempts."),
        wait,
        true);
  }
}
