package ai.karen.configuration.control;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Whom the engine believes when it calls somebody: the JVM's authorities and the operator's. */
public final class OutboundTrust {
  /** An operator's certificates; PEM, PKCS12 or JKS. */
  public static final String STORE = "karen.http.truststore";

  /** Of {@link #STORE}. */
  public static final String PASSWORD = "karen.http.truststore.password";

  private OutboundTrust() {}

  /**
   * A context for calls by TLS. An operator's file that can't be used is reported, and the JVM's
   * authorities alone are trusted.
   */
  public static SSLContext of(Settings settings) {
    return TrustedCertificates.trusting(
        settings.text(STORE).map(file -> certificates(settings, file)).orElse(List.of()));
  }

  private static List<Certificate> certificates(Settings settings, String file) {
    try {
      return TrustedCertificates.read(Path.of(file), password(settings));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      String expected =
          "a readable file of certificates, PEM or PKCS12 or JKS, with its password in " + PASSWORD;
      settings.report(new SettingProblem(STORE, file, expected));
      return List.of();
    }
  }

  private static char[] password(Settings settings) {
    return settings.secret(PASSWORD).map(Secret::reveal).map(String::toCharArray).orElse(null);
  }
}
