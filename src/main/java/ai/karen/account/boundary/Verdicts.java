package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.session.Bearers;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.entity.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.function.Function;

/** Carries a verdict from the filter that reaches it to the one that acts on it. */
final class Verdicts {
  private static final String PROPERTY = "ai.karen.account.verdict";

  private Verdicts() {}

  /**
   * @param headers all values by a header's name
   */
  static Verdict by(ApiKeys keys, Bearers bearers, Function<String, List<String>> headers) {
    return PresentedKey.of(headers)
        .map(text -> PresentedKey.isToken(text) ? bearers.check(text) : keys.check(text))
        .orElseGet(() -> new Verdict.Refused(KeyRefusal.MISSING));
  }

  static void remember(ContainerRequestContext request, Verdict verdict) {
    request.setProperty(PROPERTY, verdict);
  }

  static Verdict of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Verdict verdict
        ? verdict
        : new Verdict.Refused(KeyRefusal.MISSING);
  }

  /**
   * For a call that may come without a token, but not with one that says nothing.
   *
   * @throws ProblemException 401 for a token that is not good, 503 when that can't be known
   */
  static void refuseBadToken(HttpServletRequest request) {
    // A property of the JAX-RS request is an attribute of the servlet's.
    Object known = request.getAttribute(PROPERTY);
    if (known instanceof Verdict.Denied || known instanceof Verdict.Unknown) {
      Verdict verdict = (Verdict) known;
      RefusalNotes.checked(request, verdict, () -> require(verdict, request.getRequestURI()));
    }
  }

  /**
   * Returns who calls.
   *
   * @param path tells in which words a refusal speaks
   * @throws ProblemException 401 or 403 unless the caller may, 503 when it can't be known
   */
  static Caller require(Scope scope, Verdict verdict, String path) {
    Caller caller = require(verdict, path);
    if (!caller.may(scope)) {
      throw new ProblemException(
          caller.session() == null
              ? Refusals.forbidden(scope)
              : TokenRefusals.forbidden(Role.ADMIN.word()));
    }
    return caller;
  }

  /**
   * Returns who calls, whatever they may.
   *
   * @param path tells in which words a refusal speaks
   * @throws ProblemException 401 when that is nobody, 503 when it can't be known
   */
  static Caller require(Verdict verdict, String path) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return accepted.caller();
    }
    if (verdict instanceof Verdict.Unknown unknown) {
      throw unknown.reason();
    }
    if (verdict instanceof Verdict.Denied denied) {
      throw new ProblemException(TokenRefusals.unauthorized(denied.refusal()));
    }
    throw new ProblemException(Refusals.unauthorized(refusal(verdict), path));
  }

  private static KeyRefusal refusal(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused ? refused.refusal() : KeyRefusal.MISSING;
  }
}
