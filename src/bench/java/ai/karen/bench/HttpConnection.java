package ai.karen.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A kept connection that asks one thing after the other, as cheaply as a socket can; a new one
 * where the other side keeps none.
 */
final class HttpConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Target target;
  private final byte[] buffer = new byte[32 * 1024];
  private final ResponseReader response = new ResponseReader();
  private Socket socket;

  HttpConnection(Target target) throws IOException {
    this.target = target;
    connect();
  }

  /** Returns the answer's status once all of it has come. */
  int exchange(byte[] request) throws IOException {
    response.next();
    socket.getOutputStream().write(request);
    while (!response.isWhole()) {
      int length = socket.getInputStream().read(buffer);
      if (length < 0) {
        throw new EOFException("closed before the answer was whole");
      }
      response.feed(ByteBuffer.wrap(buffer, 0, length));
    }
    if (response.isLast()) {
      close();
      connect();
    }
    return response.status();
  }

  private void connect() throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(target.address(), TIMEOUT_MILLIS);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
