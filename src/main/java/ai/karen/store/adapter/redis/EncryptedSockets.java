package ai.karen.store.adapter.redis;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Sockets that speak TLS with a host that proves to be the one that was meant. */
final class EncryptedSockets implements JedisSocketFactory {
  private final JedisSocketFactory plain;
  private final SSLContext trust;
  private final RedisAddress address;

  EncryptedSockets(JedisSocketFactory plain, SSLContext trust, RedisAddress address) {
    this.plain = plain;
    this.trust = trust;
    this.address = address;
  }

  @Override
  public Socket createSocket() {
    Socket open = plain.createSocket();
    try {
      SSLSocket encrypted =
          (SSLSocket)
              trust.getSocketFactory().createSocket(open, address.host(), address.port(), true);
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
      return encrypted;
    } catch (IOException refused) {
      close(open, refused);
      throw new JedisConnectionException("TLS with " + address.place() + " failed", refused);
    }
  }

  private static void close(Socket socket, IOException reason) {
    try {
      socket.close();
    } catch (IOException gone) {
      reason.addSuppressed(gone);
    }
  }
}
