package ai.karen.provider.adapter.wire;

import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Keeps the engine away from link-local and metadata addresses, to which a base URL, or the name
 * server of a base URL's host, could lead it. Loopback and private ranges are allowed: local
 * providers live there. Immutable, thread-safe.
 */
public final class EndpointGuard {
  private final HostResolver resolver;

  public EndpointGuard(HostResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Reads a base URL and refuses what its spelling alone gives away.
   *
   * @return the URL without a trailing slash
   * @throws IllegalArgumentException with a sentence for the operator, free of secrets
   */
  public static URI parse(String baseUrl) {
    return BaseUrl.parse(baseUrl);
  }

  /** Whether {@link #check} has to look a name up, and so may block. */
  public static boolean needsLookup(URI endpoint) {
    return HostSpelling.literal(endpoint.getHost()).isEmpty();
  }

  /**
   * Resolves the host and refuses it when any of its addresses is forbidden; right before each
   * connection, because a name may lead elsewhere by then. The HTTP client asks the same cache next
   * and so connects to what was seen here. Blocks while a name is looked up: call it through {@link
   * EndpointCheck}, never on a thread that carries answers.
   *
   * @throws ProviderRefusal when it leads to a forbidden address
   * @throws ProviderOutage when the name has no address
   */
  public void check(URI endpoint) {
    checkSpelling(endpoint);
    if (needsLookup(endpoint) && addresses(endpoint).stream().anyMatch(EndpointGuard::forbidden)) {
      throw refusal(endpoint);
    }
  }

  /**
   * The same where a proxy connects: a name that this machine can't resolve is left to the proxy.
   */
  public void checkBehindProxy(URI endpoint) {
    try {
      check(endpoint);
    } catch (ProviderOutage unresolved) {
      // Company networks often resolve outside names at the proxy only.
    }
  }

  private static void checkSpelling(URI endpoint) {
    try {
      HostSpelling.require(endpoint.getHost());
    } catch (IllegalArgumentException unusable) {
      throw ProviderRefusal.misconfigured(unusable.getMessage());
    }
  }

  private List<InetAddress> addresses(URI endpoint) {
    try {
      return resolver.resolve(endpoint.getHost());
    } catch (UnknownHostException unresolved) {
      throw ProviderOutage.unreachable(endpoint.getHost() + " has no address: name not found");
    }
  }

  private static boolean forbidden(InetAddress address) {
    return ForbiddenAddress.matches(address.getAddress());
  }

  private static ProviderRefusal refusal(URI endpoint) {
    return ProviderRefusal.misconfigured(endpoint.getHost() + " " + HostSpelling.FORBIDDEN);
  }
}
