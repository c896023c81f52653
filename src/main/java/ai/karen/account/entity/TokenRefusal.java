package ai.karen.account.entity;

/** Why what a person presents proves nothing (any more). */
public enum TokenRefusal {
  /** There is no refresh cookie. */
  MISSING("refresh_missing"),
  /** It was not made by this engine for this use, or it was changed. */
  INVALID("token_invalid"),
  /** Its time is over; refreshing brings another. */
  EXPIRED("token_expired"),
  /** This one token was revoked; its session goes on. */
  REVOKED("token_revoked"),
  /** Its session was ended. */
  SESSION_REVOKED("session_revoked"),
  /** Its session was not used for too long, or has lasted as long as any may. */
  SESSION_EXPIRED("session_expired"),
  /** An old refresh value was used again, which ended its session. */
  REFRESH_REUSE("refresh_reuse"),
  /** Its use was unusual, which ended it until the password is given again. */
  STEP_UP_REQUIRED("step_up_required");

  private final String code;

  TokenRefusal(String code) {
    this.code = code;
  }

  /** The stable word for programs. */
  public String code() {
    return code;
  }
}
