package ai.karen.account.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Whether a request came on a way that a refresh cookie may go back on. Thread-safe. */
@ApplicationScoped
public class SafeTransport {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final ClientAddress addresses;

  /** For the container's client proxy. */
  protected SafeTransport() {
    this(null);
  }

  @Inject
  public SafeTransport(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /**
   * @throws ProblemException 403 on plain HTTP to anything but this computer
   */
  void require(HttpServletRequest request) {
    boolean isSafe =
        request.isSecure() || LOCAL.contains(request.getServerName()) || isSafeToProxy(request);
    if (!isSafe) {
      throw new ProblemException(refusal());
    }
  }

  /** As the nearest proxy says, where that is a trusted one. */
  private boolean isSafeToProxy(HttpServletRequest request) {
    String schemes = request.getHeader("X-Forwarded-Proto");
    return schemes != null
        && addresses.isProxied(request)
        && schemes.substring(schemes.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https");
  }

  private static Problem refusal() {
    return Problem.invalid(
            403,
            "tls_required",
            "Plain HTTP on anything but localhost can't carry the session's cookie, so login is"
                + " refused here.",
            null)
        .withNextSteps(
            "Use https:// (port 8443 unless configured otherwise).",
            "Behind a proxy that ends TLS, name it in karen.http.trusted-proxies.");
  }
}
