package ai.karen.testing;

import java.io.BufferedInputStream;
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

  private static final String END_OF_HEAD = "\r\n\r\n";

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

  /**
   * Sends, reads one answer and leaves, whatever the server still waits for.
   *
   * @param text each character is a byte
   * @param patience milliseconds without a byte after which no answer is expected
   * @return the answer's head, without its body
   */
  public static Answer first(int port, String text, int patience) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(patience);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      InputStream input = new BufferedInputStream(socket.getInputStream());
      StringBuilder head = new StringBuilder();
      int next = input.read();
      while (next >= 0) {
        head.append((char) next);
        next = head.indexOf(END_OF_HEAD) < 0 ? input.read() : -1;
      }
      return new Answer(head.toString(), false);
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
