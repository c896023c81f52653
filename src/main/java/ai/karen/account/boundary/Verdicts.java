package ai.karen.account.boundary;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.entity.ProblemException;
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
  static Verdict by(ApiKeys keys, Function<String, List<String>> headers) {
    return PresentedKey.of(headers)
        .map(keys::check)
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
   * Returns who calls.
   *
   * @param path tells in which words a refusal speaks
   * @throws ProblemException 401 or 403 unless the caller may
   */
  static Caller require(Scope scope, Verdict verdict, String path) {
    if (!(verdict instanceof Verdict.Accepted accepted)) {
      throw new ProblemException(Refusals.unauthorized(refusal(verdict), path));
    }
    if (!accepted.caller().may(scope)) {
      throw new ProblemException(Refusals.forbidden(scope));
    }
    return accepted.caller();
  }

  private static KeyRefusal refusal(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused ? refused.refusal() : KeyRefusal.MISSING;
  }
}
