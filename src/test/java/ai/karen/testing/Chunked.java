package ai.karen.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** HTTP's chunked coding of server-sent events. */
final class Chunked {
  static final byte[] END = bytes("0\r\n\r\n");

  private Chunked() {}

  static byte[] event(String data) {
    byte[] event = bytes("data: " + data + "\n\n");
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(event.length + 8);
    chunk.writeBytes(bytes(Integer.toHexString(event.length) + "\r\n"));
    chunk.writeBytes(event);
    chunk.writeBytes(bytes("\r\n"));
    return chunk.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
