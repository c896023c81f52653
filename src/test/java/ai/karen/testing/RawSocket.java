package ai.karen.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Sends bytes that no HTTP client would, and tells what came back. */
public final class RawSocket {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  private RawSocket() {}

  /**
   * What came back.
   *
   * @param text all bytes, each as a character
   * @param isClosed whether the server closed the connection
   */
  public record Answer(String text, boolean isClosed) {

    /** One for each answer, in order. */
    public List<Integer> statuses() {
      return STATUS
          .matcher(text)
          .results()
          .map(status -> Integer.valueOf(status.group(1)))
          .toList();
    }
  }

  /**
   * Sends, and reads until the server closes the connection or is silent.
   *
   * @param text each character is a byte
   * @param silence milliseconds without a byte after which nothing more is expected
   */
  public static Answer exchange(int port, String text, int silence) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(silence);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends half a request and leaves. */
  public static void abandon(int port, String text) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Answer read(InputStream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean isClosed = false;
    try {
      stream.transferTo(all);
      isClosed = true;
    } catch (SocketTimeoutException silent) {
      // The connection is still open.
    }
    return new Answer(all.toString(StandardCharsets.ISO_8859_1), isClosed);
  }
}
