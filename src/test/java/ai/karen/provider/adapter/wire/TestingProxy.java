package ai.karen.provider.adapter.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A company's proxy: answers plain requests itself, and leads every tunnel to one port of this
 * machine, whatever name was asked for.
 */
final class TestingProxy implements AutoCloseable {
  final List<String> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final int target;

  TestingProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    daemon(this::accept);
  }

  String place() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      if (head.startsWith("CONNECT ")) {
        tunnel(client);
      } else {
        say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
      }
    } catch (IOException gone) {
      // The test says what it misses.
    }
  }

  private void tunnel(Socket client) throws IOException {
    try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), target)) {
      say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      daemon(() -> pump(origin, client));
      client.getInputStream().transferTo(origin.getOutputStream());
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // Either side may hang up first.
    }
  }

  private static void say(Socket client, String words) throws IOException {
    OutputStream output = client.getOutputStream();
    output.write(words.getBytes(ISO_8859_1));
    output.flush();
  }

  private static String head(InputStream input) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int each = input.read();
      if (each < 0) {
        break;
      }
      text.append((char) each);
    }
    return text.toString();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "testing-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
