package ai.karen.account.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;

/** From where a request came. Thread-safe. */
@ApplicationScoped
public class ClientAddress {

  /** The client's address, never null. */
  public String of(HttpServletRequest request) {
    return request.getRemoteAddr();
  }

  /** Whether it was a trusted proxy that sent the request. */
  boolean isProxied(HttpServletRequest request) {
    return false;
  }
}
