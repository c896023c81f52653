package ai.karen.provider.adapter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody at the other end of a socket who takes one connection, says what it was told to after
 * the request's head, and notices when the connection is closed.
 */
final class TestingPeer implements AutoCloseable {
  private final ServerSocket listener;
  private final byte[] answer;
  private final boolean closing;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final CompletableFuture<String> head = new CompletableFuture<>();

  private TestingPeer(String answer, boolean closing) {
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.answer = answer.getBytes(UTF_8);
    this.closing = closing;
    Thread thread = new Thread(this::serve, "testing-peer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says this, perhaps nothing, and then waits for the other side to leave. */
  static TestingPeer saying(String answer) {
    return new TestingPeer(answer, false);
  }

  /** Says this and hangs up. */
  static TestingPeer hangingUpAfter(String answer) {
    return new TestingPeer(answer, true);
  }

  URI at(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/v1/chat");
  }

  /** The request's line and headers, or the first bytes of whatever else came. */
  String head() {
    return head.orTimeout(5, TimeUnit.SECONDS).join();
  }

  boolean isAskedWithin(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  boolean isLeftWithin(long millis) throws InterruptedException {
    return left.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    try (Socket socket = listener.accept()) {
      head.complete(readHead(socket.getInputStream()));
      asked.countDown();
      OutputStream output = socket.getOutputStream();
      output.write(answer);
      output.flush();
      while (!closing && socket.getInputStream().read() >= 0) {
        // What else is sent doesn't matter.
      }
    } catch (IOException reset) {
      asked.countDown();
    }
    left.countDown();
  }

  private static String readHead(InputStream input) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0 && text.indexOf("\u0016\u0003") != 0) {
      byte[] buffer = new byte[8192];
      int count = input.read(buffer);
      if (count < 0) {
        return text.toString();
      }
      text.append(new String(buffer, 0, count, ISO_8859_1));
    }
    return text.toString();
  }
}
