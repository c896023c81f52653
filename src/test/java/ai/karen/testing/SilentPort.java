package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port whose connections nobody takes, and that has no room for one more to wait: who connects
 * hears nothing, as of a machine behind a firewall.
 */
public final class SilentPort implements AutoCloseable {
  private static final int MOST_WAITING = 64;
  private static final int PATIENCE_MILLIS = 300;

  private final ServerSocket listener;
  private final List<Socket> waiting = new ArrayList<>();

  private SilentPort(ServerSocket listener) {
    this.listener = listener;
  }

  public static SilentPort open() {
    try {
      SilentPort port = new SilentPort(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      port.fill();
      return port;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int number() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : waiting) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void fill() throws IOException {
    while (hasRoom()) {
      if (waiting.size() > MOST_WAITING) {
        throw new IllegalStateException("this system keeps any number of connections waiting");
      }
    }
  }

  private boolean hasRoom() throws IOException {
    Socket socket = new Socket();
    waiting.add(socket);
    try {
      socket.connect(listener.getLocalSocketAddress(), PATIENCE_MILLIS);
      return true;
    } catch (SocketTimeoutException full) {
      return false;
    }
  }
}
