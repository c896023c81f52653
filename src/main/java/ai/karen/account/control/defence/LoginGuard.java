package ai.karen.account.control.defence;

import ai.karen.account.entity.LoginAttempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Stands before the login. Thread-safe. */
@ApplicationScoped
public class LoginGuard {

  /** Before anything is asked about the account. */
  public void admit(LoginAttempt attempt) {}

  /** The password was wrong, or there is no such account. */
  public Risk failed(LoginAttempt attempt) {
    return new Risk(false);
  }

  /** How the audit log names the account that was tried. */
  public String subject(LoginAttempt attempt) {
    return "account:" + attempt.email().hashCode();
  }

  /** Whether the password was right was not found out. */
  public void abandoned(LoginAttempt attempt) {}

  /** The password was right. */
  public Risk succeeded(LoginAttempt attempt, UUID user) {
    return new Risk(false);
  }
}
