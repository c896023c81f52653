package ai.karen.account.boundary;

import ai.karen.account.control.defence.CsrfVerdict;
import ai.karen.problem.entity.Problem;

/** Explains why a request is not believed to be a page's of this engine. */
final class CsrfProblems {
  private static final int FORBIDDEN = 403;
  private static final String GET_ONE =
      "Call GET /api/auth/csrf and send its csrf_token as X-CSRF-Token, with the same cookies.";

  private CsrfProblems() {}

  static Problem token(CsrfVerdict verdict) {
    Problem problem =
        switch (verdict) {
          case MISSING -> refused("csrf_missing", "The request lacks the header X-CSRF-Token.");
          case EXPIRED -> refused("csrf_expired", "The X-CSRF-Token is too old.");
          default ->
              refused("csrf_invalid", "The X-CSRF-Token is not one for this browser session.");
        };
    return problem.withNextSteps(GET_ONE);
  }

  static Problem origin() {
    return refused(
            "origin_refused",
            "The request does not come from a page of this engine, or does not say so.")
        .withNextSteps(
            "Send it from a page of this engine's own origin.",
            "The operator can allow others in karen.http.allowed-origins, and name a proxy before"
                + " the engine in karen.http.trusted-proxies.",
            "A program that sends cookies must send Origin, too.");
  }

  static Problem simpleBody() {
    return Problem.invalid(
        415, "unsupported_media_type", "The body must be sent as application/json.", null);
  }

  private static Problem refused(String code, String sentence) {
    return Problem.invalid(FORBIDDEN, code, sentence, null);
  }
}
