package ai.karen.chat.entity;

import java.util.Objects;

/**
 * The TCP connection on which a client waits.
 *
 * @param remoteAddress the client's address, as a literal of IPv4 or IPv6
 * @param remotePort the client's port
 * @param localPort the port on which the engine listens
 * @param direct whether the address is the socket's own for certain: a server may take it from what
 *     a proxy says instead
 */
public record ClientConnection(
    String remoteAddress, int remotePort, int localPort, boolean direct) {

  public ClientConnection {
    Objects.requireNonNull(remoteAddress);
  }
}
