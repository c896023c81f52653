package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.Scope;
import ai.karen.problem.boundary.RequestPath;
import ai.karen.problem.entity.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Set;

/**
 * Lets only callers with one of some roles pass, and tells the others why not: the platform's own
 * check, which comes after it, would answer with nothing. Immutable.
 */
class RoleFilter implements ContainerRequestFilter {
  private final Set<String> roles;

  RoleFilter(Set<String> roles) {
    this.roles = roles;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    RefusalNotes.checked(request, () -> required(request));
  }

  private Caller required(ContainerRequestContext request) {
    Caller caller = Verdicts.require(Verdicts.of(request), RequestPath.of(request));
    if (roles.stream().noneMatch(request.getSecurityContext()::isUserInRole)) {
      throw refusal(caller);
    }
    return caller;
  }

  private ProblemException refusal(Caller caller) {
    boolean isForPeople = roles.contains(Role.USER.word());
    if (caller.session() != null) {
      return new ProblemException(TokenRefusals.forbidden(String.join(", ", roles)));
    }
    return new ProblemException(
        isForPeople ? TokenRefusals.loginRequired() : Refusals.forbidden(Scope.ADMIN));
  }
}
