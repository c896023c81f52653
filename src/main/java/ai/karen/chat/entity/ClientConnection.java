package ai.karen.chat.entity;

import java.util.Objects;

/**
 * The TCP connection on which a client waits.
 *
 * @param remoteAddress the client's address, as a literal of IPv4 or IPv6
 * @param remotePort the client's port
 * @param localPort the port on which the engine listens
 */
public record ClientConnection(String remoteAddress, int remotePort, int localPort) {

  public ClientConnection {
    Objects.requireNonNull(remoteAddress);
  }
}
