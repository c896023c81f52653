package ai.karen.audit.adapter.command;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes seals as the engine does: HMAC-SHA-256 over the hash, with the purpose before it. */
final class Seals {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "audit:";

  private Seals() {}

  /**
   * @throws IllegalArgumentException when it is empty
   */
  static UnaryOperator<String> with(String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return hash -> seal(new SecretKeySpec(key, ALGORITHM), hash);
  }

  private static String seal(SecretKeySpec key, String hash) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] text = (PURPOSE + hash).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
    }
  }
}
