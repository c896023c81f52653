package ai.karen.account.control.user;

/** Who waits for a password to be checked. */
public enum PasswordLane {
  /** Anybody: a crowd of strangers fills it. */
  EVERYBODY,

  /** Whoever comes from a device that signed in before, or has a session: has places of its own. */
  KNOWN
}
