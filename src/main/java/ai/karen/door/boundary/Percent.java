package ai.karen.door.boundary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding (RFC 3986, section 2.1), decoded once and strictly. */
final class Percent {
  private static final int HEXADECIMAL = 16;

  private Percent() {}

  /**
   * Empty when the bytes are no valid UTF-8.
   *
   * @param text ASCII, with two hexadecimal digits after each percent sign
   */
  static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(bytes(text));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      boolean isEncoded = text.charAt(at) == '%';
      bytes.write(
          isEncoded
              ? Integer.parseInt(text.substring(at + 1, at + 3), HEXADECIMAL)
              : text.charAt(at));
      at += isEncoded ? 3 : 1;
    }
    return bytes.toByteArray();
  }
}
