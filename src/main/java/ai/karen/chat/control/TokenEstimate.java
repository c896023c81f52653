package ai.karen.chat.control;

import java.nio.charset.StandardCharsets;

/**
 * How many tokens a text has, roughly and rather too many: a third of its bytes in UTF-8. English
 * has about four bytes a token, and Chinese or Japanese three.
 */
final class TokenEstimate {
  /** What a message takes besides its text. */
  static final int PER_MESSAGE = 4;

  private static final int BYTES_PER_TOKEN = 3;

  private TokenEstimate() {}

  static long ofMessage(String content) {
    long bytes = content.getBytes(StandardCharsets.UTF_8).length;
    return PER_MESSAGE + (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }
}
