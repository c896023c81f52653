package ai.karen.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client on a bare socket, which can stop reading and leave in every way that TCP knows. */
public final class SocketClient implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int SMALL_WINDOW = 4_096;

  private final Socket socket;
  private final InputStream input;

  private SocketClient(Socket socket) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
  }

  /** Sends a request with the testing key and reads nothing. */
  public static SocketClient post(EngineClient engine, String path, String body, String... more) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(SMALL_WINDOW);
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), engine.port()));
      socket.setSoTimeout((int) LONGEST_WAIT.toMillis());
      SocketClient client = new SocketClient(socket);
      client.write(
          request(engine, path, body.getBytes(StandardCharsets.UTF_8).length, more) + body);
      return client;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads until this has come, and returns all that was read for it. */
  public String readUntil(String text) {
    StringBuilder read = new StringBuilder();
    try {
      while (read.indexOf(text) < 0) {
        int next = input.read();
        if (next < 0) {
          throw new AssertionError("the connection ended before '" + text + "':\n" + read);
        }
        read.append((char) next);
      }
      return read.toString();
    } catch (IOException failure) {
      throw new AssertionError("nothing came that has '" + text + "':\n" + read, failure);
    }
  }

  /** Reads until the other side ends the connection, by a reset as well. */
  public String readToEnd() {
    StringBuilder read = new StringBuilder();
    try {
      for (int next = input.read(); next >= 0; next = input.read()) {
        read.append((char) next);
      }
    } catch (SocketTimeoutException late) {
      throw new AssertionError("the connection did not end:\n" + read, late);
    } catch (IOException reset) {
      return read.toString();
    }
    return read.toString();
  }

  /** Leaves as a client does that is done: by FIN, or by RST where something is unread. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Leaves as a crash does. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Says that nothing more will be sent, and may go on reading. */
  public void closeOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String request(EngineClient engine, String path, int length, String... more) {
    StringBuilder head =
        new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost:" + engine.port());
    head.append("\r\nAuthorization: Bearer ").append(TestingEngine.KEY);
    head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(length);
    for (String header : more) {
      head.append("\r\n").append(header);
    }
    return head.append("\r\n\r\n").toString();
  }
}
