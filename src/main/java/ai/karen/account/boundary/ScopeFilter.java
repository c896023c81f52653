package ai.karen.account.boundary;

import ai.karen.account.entity.Scope;
import ai.karen.problem.boundary.RequestPath;
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
    RefusalNotes.checked(
        request, () -> Verdicts.require(scope, Verdicts.of(request), RequestPath.of(request)));
  }
}
