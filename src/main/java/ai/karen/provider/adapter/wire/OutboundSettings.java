package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Reads what the operator says about the way out. A value that can't be used is reported, and the
 * engine goes on as if it had not been given.
 */
final class OutboundSettings {
  static final String PROXY = "karen.http.proxy";
  static final String TRUST_STORE = "karen.http.truststore";
  static final String TRUST_STORE_PASSWORD = "karen.http.truststore.password";

  private OutboundSettings() {}

  static OutboundProxy proxy(Settings settings) {
    return settings.text(PROXY).map(text -> proxy(settings, text)).orElse(OutboundProxy.NONE);
  }

  static SSLContext tls(Settings settings) {
    return TrustedCertificates.trusting(
        settings.text(TRUST_STORE).map(file -> certificates(settings, file)).orElse(List.of()));
  }

  private static OutboundProxy proxy(Settings settings, String text) {
    try {
      return OutboundProxy.parse(text);
    } catch (IllegalArgumentException unusable) {
      String expected = "a URL such as http://user:password@proxy.example:3128";
      settings.report(new SettingProblem(PROXY, masked(text), expected));
      return OutboundProxy.NONE;
    }
  }

  private static List<Certificate> certificates(Settings settings, String file) {
    try {
      return TrustedCertificates.read(Path.of(file), password(settings));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
      String expected =
          "a readable file of certificates, PEM or PKCS12 or JKS, with its password in "
              + TRUST_STORE_PASSWORD;
      settings.report(new SettingProblem(TRUST_STORE, file, expected));
      return List.of();
    }
  }

  private static char[] password(Settings settings) {
    return settings
        .secret(TRUST_STORE_PASSWORD)
        .map(Secret::reveal)
        .map(String::toCharArray)
        .orElse(null);
  }

  /** A password may hold any character, so everything before the last at-sign goes. */
  private static String masked(String text) {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : "****" + text.substring(at);
  }
}
