package ai.karen.conversation.boundary;

import ai.karen.account.boundary.Callers;
import ai.karen.account.entity.Caller;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;

/** Whose conversations a request is about. */
public final class Owners {
  private Owners() {}

  /** Behind a scope there is always one. */
  public static String of(SecurityContext security) {
    return caller(security).owner();
  }

  /** Behind a scope there is always one. */
  public static Caller caller(SecurityContext security) {
    return Callers.of(security).orElseThrow(() -> new NotAuthorizedException("Bearer"));
  }
}
