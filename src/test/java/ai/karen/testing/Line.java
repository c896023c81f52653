package ai.karen.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A line to something that listens on this machine, which can be cut without that something
 * noticing more than lost connections. Thread-safe.
 */
public final class Line implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final int PATIENCE_MILLIS = 2_000;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final LostCommit lost = new LostCommit();
  private volatile boolean cut;

  private Line(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /**
   * @param target the port that it leads to
   */
  public static Line to(int target) {
    return to(target, ServerSocketFactory.getDefault());
  }

  /**
   * By TLS as far as here; what lies behind it needs to know nothing of that.
   *
   * @param target the port that it leads to
   */
  public static Line encrypted(int target, SSLContext tls) {
    return to(target, tls.getServerSocketFactory());
  }

  private static Line to(int target, ServerSocketFactory sockets) {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      Line line = new Line(sockets.createServerSocket(0, BACKLOG, here), target);
      daemon("line", line::accept);
      return line;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where it begins. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Closes what is open, and whatever is opened until {@link #restore}. */
  public void cut() {
    cut = true;
    sockets.forEach(Line::close);
  }

  public void restore() {
    lost.forget();
    cut = false;
  }

  /**
   * The connection to PostgreSQL on which this text is sent first, whole and in any case, hears
   * nothing of the commit that follows, and nothing after it; the server has carried it out. Only
   * that one. A statement that a connection has used several times has a name by then, and is not
   * sent any more.
   */
  public void withholdCommitAfter(String text) {
    lost.after(text);
  }

  /** Whether that commit was withheld. */
  public boolean hasWithheldCommit() {
    return lost.hasHappened();
  }

  @Override
  public void close() {
    cut();
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException refused) {
        // Closed, or nobody listens behind it: the caller sees a closed connection.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    sockets.add(near);
    sockets.add(far);
    try {
      refuseWhereCut();
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), PATIENCE_MILLIS);
      refuseWhereCut();
    } catch (IOException refused) {
      end(near, far);
      throw refused;
    }
    LostCommit.Connection connection = lost.connection();
    daemon("line-out", () -> carry(near, far, connection::passesThere));
    daemon("line-in", () -> carry(far, near, connection::passesBack));
  }

  private void refuseWhereCut() throws IOException {
    if (cut) {
      throw new IOException("the line is cut");
    }
  }

  private void carry(Socket from, Socket to, Gate gate) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16_384];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (gate.passes(buffer, length)) {
          out.write(buffer, 0, length);
        }
      }
    } catch (IOException closed) {
      // The other end is told by closing it, too.
    } finally {
      end(from, to);
    }
  }

  private void end(Socket... ended) {
    for (Socket socket : ended) {
      close(socket);
      sockets.remove(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void daemon(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What is let through of what one side sends. */
  private interface Gate {
    boolean passes(byte[] buffer, int length);
  }
}
