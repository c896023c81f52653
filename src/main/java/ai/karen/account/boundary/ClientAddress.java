package ai.karen.account.boundary;

import jakarta.servlet.http.HttpServletRequest;

/** Where a request comes from. */
public final class ClientAddress {
  private ClientAddress() {}

  /** The address, never null. */
  public static String of(HttpServletRequest request) {
    return request.getRemoteAddr();
  }
}
