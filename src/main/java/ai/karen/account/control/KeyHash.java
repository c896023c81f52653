package ai.karen.account.control;

import ai.karen.account.entity.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns keys into what is stored of them: HMAC-SHA-256 with the deployment's secret, in hexadecimal
 * digits. Thread-safe.
 */
@ApplicationScoped
public class KeyHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final DeploymentSecret deployment;

  /** Never used itself, only its copies. */
  private volatile Mac prepared;

  /** For the container's client proxy. */
  protected KeyHash() {
    this(null);
  }

  @Inject
  public KeyHash(DeploymentSecret deployment) {
    this.deployment = deployment;
  }

  public String of(ApiKeyText key) {
    return mac("api-key", key.text().reveal());
  }

  /**
   * HMAC-SHA-256 with the deployment's secret, in hexadecimal digits.
   *
   * @param purpose keeps what is made for one use from being good for another; without a colon
   */
  public String mac(String purpose, String text) {
    return hash(purpose + ":" + text);
  }

  /** Tells secrets apart without telling what they are. */
  public String fingerprint() {
    return hash("fingerprint").substring(0, 16);
  }

  /** Compares in constant time. */
  public boolean matches(ApiKeyText presented, ApiKey stored) {
    return MessageDigest.isEqual(bytes(of(presented)), bytes(stored.hash()));
  }

  private String hash(String text) {
    try {
      return HexFormat.of().formatHex(((Mac) ready().clone()).doFinal(bytes(text)));
    } catch (GeneralSecurityException | CloneNotSupportedException absent) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, absent);
    }
  }

  /** Looking an algorithm up costs more than using it. */
  private Mac ready() throws GeneralSecurityException {
    Mac mac = prepared;
    if (mac == null) {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(deployment.secret().reveal()), ALGORITHM));
      prepared = mac;
    }
    return mac;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
