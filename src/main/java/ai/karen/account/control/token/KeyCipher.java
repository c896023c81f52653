package ai.karen.account.control.token;

import ai.karen.account.control.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals keys with AES-256-GCM under a key that is derived from the deployment's secret. */
@ApplicationScoped
public class KeyCipher {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyHash hash;

  /** For the container's client proxy. */
  protected KeyCipher() {
    this(null);
  }

  @Inject
  public KeyCipher(KeyHash hash) {
    this.hash = hash;
  }

  /**
   * @param name of what is sealed; the same opens it
   */
  String seal(String name, String text) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, name);
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] whole = new byte[NONCE + sealed.length];
      System.arraycopy(nonce, 0, whole, 0, NONCE);
      System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, absent);
    }
  }

  /**
   * @throws GeneralSecurityException it was sealed under another secret, under another name, or was
   *     changed
   */
  String open(String name, String sealed) throws GeneralSecurityException {
    byte[] whole = Base64.getDecoder().decode(sealed);
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, whole, 0, name);
    byte[] text = cipher.doFinal(whole, NONCE, whole.length - NONCE);
    return new String(text, StandardCharsets.UTF_8);
  }

  private Cipher cipher(int mode, byte[] nonce, int offset, String name)
      throws GeneralSecurityException {
    byte[] key = HexFormat.of().parseHex(hash.mac("seal", "signing-keys"));
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
