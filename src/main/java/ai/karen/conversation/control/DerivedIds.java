package ai.karen.conversation.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids that every node makes alike of the same parts: UUIDs of version 8 (RFC 9562). */
final class DerivedIds {
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private DerivedIds() {}

  static UUID of(String... parts) {
    ByteBuffer hash = ByteBuffer.wrap(hash(parts));
    long high = hash.getLong() & VERSION_MASK | VERSION_8;
    long low = hash.getLong() >>> 2 | VARIANT;
    return new UUID(high, low);
  }

  /** In hexadecimal digits. */
  static String fingerprint(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  /** With their lengths, so that no two lists of parts read the same. */
  private static byte[] hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
