package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.Scope;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Arrays;

/**
 * The security context of a request with a valid key or token; scopes stand as roles.
 *
 * @param caller whose key it is
 * @param isSecure whether the request came by TLS
 */
record CallerContext(Caller caller, boolean isSecure) implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return isPerson(role) || hasScope(role);
  }

  /** Whoever logged in is a user. */
  private boolean isPerson(String role) {
    return caller.session() != null && role.equals(Role.USER.word());
  }

  private boolean hasScope(String role) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.word().equals(role))
        .anyMatch(caller::may);
  }

  @Override
  public boolean isSecure() {
    return isSecure;
  }

  @Override
  public String getAuthenticationScheme() {
    return caller.session() == null ? "API_KEY" : "BEARER";
  }
}
