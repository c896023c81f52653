package ai.karen.provider.adapter.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The company's proxy, or none. Hosts on this machine are always reached directly. Immutable,
 * thread-safe.
 */
final class OutboundProxy extends ProxySelector {
  static final OutboundProxy NONE = new OutboundProxy(null, 0, null);

  private static final String EXPECTED = "http://[user:password@]host:port";
  private static final int LAST_PORT = 65535;

  private final String host;
  private final int port;
  private final String credentials;

  private OutboundProxy(String host, int port, String credentials) {
    this.host = host;
    this.port = port;
    this.credentials = credentials;
  }

  /**
   * Reads a proxy's URL.
   *
   * @throws IllegalArgumentException when it is none; the message doesn't repeat it
   */
  static OutboundProxy parse(String text) {
    URI url = syntax(text);
    boolean usable =
        "http".equalsIgnoreCase(url.getScheme())
            && url.getHost() != null
            && url.getPort() > 0
            && url.getPort() <= LAST_PORT
            && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!usable) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new OutboundProxy(url.getHost(), url.getPort(), url.getUserInfo());
  }

  /** Whether the way to a URL leads through the proxy. */
  boolean covers(URI target) {
    return host != null && !isLoopback(target.getHost());
  }

  boolean hasCredentials() {
    return credentials != null;
  }

  /** Host and port. */
  String place() {
    return host + ":" + port;
  }

  /**
   * What to send as {@code Proxy-Authorization}. Sent unasked, because a client with an {@code
   * Authenticator} rejects a provider's 401 that names no scheme. The client shows it to the proxy
   * only, never to the origin behind a tunnel.
   */
  Optional<String> authorization(URI target) {
    return hasCredentials() && covers(target)
        ? Optional.of("Basic " + encoded())
        : Optional.empty();
  }

  @Override
  public List<Proxy> select(URI target) {
    return List.of(covers(target) ? proxy() : Proxy.NO_PROXY);
  }

  @Override
  public void connectFailed(URI target, SocketAddress address, IOException failure) {
    // The exchange that fails says so itself.
  }

  /** Resolved anew each time: a proxy's address may change while the engine runs. */
  private Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  private String encoded() {
    return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static URI syntax(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.matches("127\\.\\d+\\.\\d+\\.\\d+")
        || name.equals("[::1]");
  }
}
