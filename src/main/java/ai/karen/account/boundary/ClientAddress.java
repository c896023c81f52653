package ai.karen.account.boundary;

import ai.karen.account.entity.IpText;
import ai.karen.account.entity.Network;
import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where a request came. What a client says of itself counts for nothing; what a proxy says
 * counts where {@code karen.http.trusted-proxies} names that proxy. Thread-safe.
 */
@ApplicationScoped
public class ClientAddress {
  public static final String SETTING = "karen.http.trusted-proxies";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** More hops than any honest chain of proxies has. */
  private static final int MOST_HOPS = 32;

  private final List<Network> trusted;

  /** For the container's client proxy. */
  protected ClientAddress() {
    this.trusted = List.of();
  }

  @Inject
  public ClientAddress(Settings settings) {
    this.trusted =
        settings.read(
            SETTING,
            List.of(),
            "a comma list of addresses and networks such as 10.0.0.0/8",
            ClientAddress::networks);
  }

  /** The client's address, in its usual spelling. */
  public String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR)));
  }

  /** Whether it was a trusted proxy that sent the request. */
  boolean isProxied(HttpServletRequest request) {
    return read(request.getRemoteAddr()).filter(this::isTrusted).isPresent();
  }

  /**
   * From the right, because each proxy writes down at the right who called it, and whoever called
   * the first one may have written anything at the left.
   */
  String of(String peer, List<String> forwarded) {
    Optional<InetAddress> known = read(peer);
    if (known.isEmpty() || !isTrusted(known.get())) {
      return known.map(InetAddress::getHostAddress).orElse(peer);
    }
    List<String> hops =
        forwarded.stream().flatMap(line -> Arrays.stream(line.split(",", -1))).toList();
    return from(known.get(), hops).getHostAddress();
  }

  private InetAddress from(InetAddress peer, List<String> hops) {
    InetAddress client = peer;
    int last = Math.max(0, hops.size() - MOST_HOPS);
    for (int hop = hops.size() - 1; hop >= last && isTrusted(client); hop--) {
      Optional<InetAddress> next = read(hops.get(hop).strip());
      if (next.isEmpty()) {
        // What can't be read says nothing, and neither does what stands beyond it.
        return client;
      }
      client = next.get();
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.holds(address));
  }

  /** Without the zone of a link-local address, which means something on this machine only. */
  private static Optional<InetAddress> read(String text) {
    int zone = text.indexOf('%');
    return IpText.read(zone < 0 ? text : text.substring(0, zone));
  }

  private static List<Network> networks(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Network::parse)
        .toList();
  }
}
