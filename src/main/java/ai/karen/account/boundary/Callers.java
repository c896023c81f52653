package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** Tells a resource who calls. */
public final class Callers {
  private Callers() {}

  /** Empty when the request carried no valid key. */
  public static Optional<Caller> of(SecurityContext security) {
    return Optional.ofNullable(security.getUserPrincipal())
        .filter(Caller.class::isInstance)
        .map(Caller.class::cast);
  }

  /** Behind a role or a scope there is always one. */
  static Caller required(SecurityContext security) {
    return of(security).orElseThrow(() -> new NotAuthorizedException("Bearer"));
  }

  /** For public endpoints that show more to some. */
  public static boolean may(SecurityContext security, Scope scope) {
    return of(security).filter(caller -> caller.may(scope)).isPresent();
  }
}
