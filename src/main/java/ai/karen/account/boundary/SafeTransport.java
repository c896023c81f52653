package ai.karen.account.boundary;

import ai.karen.account.entity.IpText;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a request came on a way that a refresh cookie may go back on. Thread-safe. */
@ApplicationScoped
public class SafeTransport {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private static final String HTTPS = "https";

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
   * @throws ProblemException 403 on plain HTTP from anywhere but this computer
   */
  void require(HttpServletRequest request) {
    if (!isEncrypted(request) && !isLocal(request)) {
      throw new ProblemException(refusal());
    }
  }

  /** By TLS, be it as far as a trusted proxy. */
  boolean isEncrypted(HttpServletRequest request) {
    return request.isSecure() || isSafeToProxy(request);
  }

  /**
   * The client's word alone, which is the header {@code Host}, is not enough; and what a proxy on
   * this computer passes on is as safe as that says.
   */
  private static boolean isLocal(HttpServletRequest request) {
    return LOCAL.contains(request.getServerName())
        && IpText.read(request.getRemoteAddr()).filter(InetAddress::isLoopbackAddress).isPresent()
        && scheme(request).filter(scheme -> !scheme.equals(HTTPS)).isEmpty();
  }

  /** As the nearest proxy says, where that is a trusted one. */
  private boolean isSafeToProxy(HttpServletRequest request) {
    return addresses.isProxied(request) && scheme(request).filter(HTTPS::equals).isPresent();
  }

  /** What the nearest proxy was called by; empty where none says so. */
  private static Optional<String> scheme(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-Forwarded-Proto"))
        .map(schemes -> schemes.substring(schemes.lastIndexOf(',') + 1).strip())
        .map(scheme -> scheme.toLowerCase(Locale.ROOT));
  }

  private static Problem refusal() {
    return Problem.invalid(
            403,
            "tls_required",
            "Plain HTTP on anything but localhost can't carry the session's cookie and shows passwords,"
                + " so this is refused here.",
            null)
        .withNextSteps(
            "Use https:// (port 8443 unless configured otherwise), also from outside a container.",
            "Behind a proxy that ends TLS, name it in karen.http.trusted-proxies.");
  }
}
