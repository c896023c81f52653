package ai.karen.account.control;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * Where the server is told to listen, which it does only when the application has started.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, an address, or {@code *} for all of the machine's
 */
record Listener(String scheme, String host, int port) {
  private static final String EVERYWHERE = "*";

  String address() {
    return scheme + "://" + host + ":" + port;
  }

  /** Why nobody can begin to listen there now, in the system's words. */
  Optional<String> obstacle() {
    try (ServerSocket socket = new ServerSocket()) {
      // As the server does it: what a connection that ended left behind is in nobody's way.
      socket.setReuseAddress(true);
      socket.bind(place());
      return Optional.empty();
    } catch (IOException refusal) {
      return Optional.of(String.valueOf(refusal.getMessage()));
    }
  }

  private InetSocketAddress place() {
    return host.equals(EVERYWHERE)
        ? new InetSocketAddress(port)
        : new InetSocketAddress(host, port);
  }
}
