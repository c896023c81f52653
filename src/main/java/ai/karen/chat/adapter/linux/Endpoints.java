package ai.karen.chat.adapter.linux;

import ai.karen.chat.entity.ClientConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Both ends of a connection as numbers. An IPv4 address is written as IPv6 maps it (RFC 4291,
 * section 2.5.5.2), because a socket for both families shows it so.
 *
 * @param high the first half of the client's address
 * @param low the second half of the client's address
 */
record Endpoints(long high, long low, int remotePort, int localPort) {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final long MAPPED = 0xFFFF_0000_0000L;
  private static final long WORD = 0xFFFF_FFFFL;

  /** The same for every connection from this client's address to this port. */
  Endpoints host() {
    return new Endpoints(high, low, 0, localPort);
  }

  static Endpoints ofIpv4(int address, int remotePort, int localPort) {
    return new Endpoints(0, MAPPED | address & WORD, remotePort, localPort);
  }

  /** Empty where the address is no literal: a name would have to be looked up. */
  static Optional<Endpoints> of(ClientConnection connection) {
    String address = connection.remoteAddress();
    int scope = address.indexOf('%');
    String literal = scope < 0 ? address : address.substring(0, scope);
    if (!LITERAL.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(InetAddress.getByName(literal).getAddress(), connection));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static Endpoints of(byte[] address, ClientConnection connection) {
    ByteBuffer bytes = ByteBuffer.wrap(address);
    return address.length == Integer.BYTES
        ? ofIpv4(bytes.getInt(), connection.remotePort(), connection.localPort())
        : new Endpoints(
            bytes.getLong(), bytes.getLong(), connection.remotePort(), connection.localPort());
  }
}
