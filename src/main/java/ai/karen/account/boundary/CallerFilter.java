package ai.karen.account.boundary;

import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.boundary.RequestPath;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Lets only those pass of whom it is known who they are. Immutable. */
class CallerFilter implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    Verdict verdict = Verdicts.of(request);
    if (!(verdict instanceof Verdict.Accepted)) {
      // Which scope does not matter: nobody has any, and is told why.
      RefusalNotes.checked(
          request, () -> Verdicts.require(Scope.CHAT, verdict, RequestPath.of(request)));
    }
  }
}
