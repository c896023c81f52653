package ai.karen.account.control.defence;

/** What a token proves. */
public enum CsrfVerdict {
  /** A page of this engine's sent the request. */
  GOOD,
  /** There is none. */
  MISSING,
  /** It was made up, or for another browser session. */
  INVALID,
  /** It was good once. */
  EXPIRED
}
