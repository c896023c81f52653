package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends half of a request's head and then nothing, and stays. */
public final class HalfHead {
  private static final String HALF = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX-Half: ";

  private final Socket socket;

  private HalfHead(Socket socket) {
    this.socket = socket;
  }

  /** Connects and sends. */
  static HalfHead sent(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
      return new HalfHead(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits for the server to close the connection. */
  public void awaitClosed(Duration longest) {
    try (socket) {
      socket.setSoTimeout((int) longest.toMillis());
      socket.getInputStream().readAllBytes();
    } catch (IOException open) {
      throw new AssertionError("the server keeps the connection", open);
    }
  }
}
