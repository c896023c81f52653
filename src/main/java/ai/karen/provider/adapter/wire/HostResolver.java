package ai.karen.provider.adapter.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into its addresses. May block. */
@FunctionalInterface
public interface HostResolver {

  /**
   * Through the platform's cache, which {@code java.net.http} asks as well: a name that was just
   * resolved here is connected to at the addresses seen here, for as long as the cache holds it.
   */
  HostResolver PLATFORM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * All addresses of a host.
   *
   * @throws UnknownHostException when it has none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
