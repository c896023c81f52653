package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;

/** Asks for a person, or for somebody who may act for service accounts. */
final class Persons {
  private Persons() {}

  /**
   * Whose login session it is.
   *
   * @throws ProblemException 403 {@code session_required} for an API key
   */
  static Person require(SecurityContext security) {
    Caller caller = caller(security);
    if (caller.session() == null) {
      throw new ProblemException(sessionRequired());
    }
    return new Person(UUID.fromString(caller.owner()), caller.session());
  }

  /**
   * A login session, or an API key with the scope admin.
   *
   * @throws ProblemException 403 {@code session_required} for other API keys
   */
  static Caller requireManager(SecurityContext security) {
    Caller caller = caller(security);
    if (caller.session() == null && !caller.may(Scope.ADMIN)) {
      throw new ProblemException(sessionRequired());
    }
    return caller;
  }

  /** Behind {@link RequiresCaller} there is always one. */
  private static Caller caller(SecurityContext security) {
    return Callers.of(security).orElseThrow(() -> new NotAuthorizedException("Bearer"));
  }

  private static Problem sessionRequired() {
    return Problem.invalid(
            403, "session_required", "This needs a person's login; an API key can't do it", null)
        .withNextSteps("Log in by POST /api/auth/login and send its access token.");
  }

  /**
   * Somebody who has logged in.
   *
   * @param session theirs, by which they call
   */
  record Person(UUID id, UUID session) {}
}
