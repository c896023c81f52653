package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.boundary.RequestPath;
import ai.karen.problem.entity.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Lets only callers with one scope pass. Immutable. */
class ScopeFilter implements ContainerRequestFilter {
  private final Scope scope;

  ScopeFilter(Scope scope) {
    this.scope = scope;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Verdict verdict = Verdicts.of(request);
    if (verdict instanceof Verdict.Accepted accepted) {
      requireScope(accepted.caller());
    } else if (verdict instanceof Verdict.Refused refused) {
      throw new ProblemException(Refusals.unauthorized(refused.refusal(), RequestPath.of(request)));
    }
  }

  private void requireScope(Caller caller) {
    if (!caller.may(scope)) {
      throw new ProblemException(Refusals.forbidden(scope));
    }
  }
}
