package ai.karen.account.boundary;

import ai.karen.account.entity.TokenRefusal;
import ai.karen.problem.entity.Problem;

/** Explains to a person's client why a token or a refresh value does not open the door. */
final class TokenRefusals {
  private static final String LOG_IN = "Log in again: POST /api/auth/login.";
  private static final String REFRESH = "Get another: POST /api/auth/refresh.";

  private TokenRefusals() {}

  static Problem unauthorized(TokenRefusal refusal) {
    return Problem.invalid(401, refusal.code(), sentence(refusal), null)
        .withNextSteps(steps(refusal));
  }

  static Problem forbidden(String role) {
    String sentence = "This needs the role \"" + role + "\", which your account does not have.";
    return Problem.invalid(403, "insufficient_role", sentence, null)
        .withNextSteps("Ask an administrator for it.");
  }

  /** For what belongs to a person and not to an API key. */
  static Problem loginRequired() {
    return Problem.invalid(
            403,
            "login_required",
            "This is for people who logged in here, not for API keys or tokens of another issuer.",
            null)
        .withNextSteps("Log in: POST /api/auth/login.");
  }

  private static String sentence(TokenRefusal refusal) {
    return switch (refusal) {
      case MISSING -> "No login session came with the request.";
      case INVALID -> "The token was not issued by this engine for this use, or it was changed.";
      case EXPIRED -> "The access token has expired.";
      case REVOKED -> "The access token was revoked.";
      case SESSION_REVOKED -> "The session was ended.";
      case SESSION_EXPIRED ->
          "The session was not used for too long, or has lasted as long as a session may.";
      case REFRESH_REUSE ->
          "A refresh value was used that had been replaced long before, so somebody may have a copy"
              + " of it; the session was ended for safety.";
      case STEP_UP_REQUIRED ->
          "The session was used from two networks at about the same time; the password is needed"
              + " again.";
    };
  }

  private static String[] steps(TokenRefusal refusal) {
    return switch (refusal) {
      case EXPIRED, REVOKED -> new String[] {REFRESH, LOG_IN};
      case INVALID ->
          new String[] {"Check that the token is for this engine and came whole.", REFRESH, LOG_IN};
      case REFRESH_REUSE ->
          new String[] {
            LOG_IN,
            "If you did not do this, change your password and look at" + " GET /api/auth/sessions."
          };
      case MISSING, SESSION_REVOKED, SESSION_EXPIRED, STEP_UP_REQUIRED -> new String[] {LOG_IN};
    };
  }
}
