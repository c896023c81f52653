package ai.karen.account.control.session;

import ai.karen.account.entity.TokenRefusal;

/** For what sessions are ended, in words that stay. */
public final class Revocation {
  public static final String LOGOUT = "logout";
  public static final String LOGOUT_EVERYWHERE = "logout_everywhere";
  public static final String ENDED_BY_OWNER = "ended_by_owner";
  public static final String REFRESH_REUSE = "refresh_reuse";
  public static final String STEP_UP_REQUIRED = "step_up_required";

  private Revocation() {}

  /** What somebody is told who comes with a token of such a session. */
  static TokenRefusal refusal(String reason) {
    return switch (reason) {
      case REFRESH_REUSE -> TokenRefusal.REFRESH_REUSE;
      case STEP_UP_REQUIRED -> TokenRefusal.STEP_UP_REQUIRED;
      default -> TokenRefusal.SESSION_REVOKED;
    };
  }
}
