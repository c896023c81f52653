package ai.karen.configuration.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities that outbound TLS trusts: the JVM's own and an operator's in addition. The JVM's
 * are read from its trust store and not through the default TLS context, which a server may have
 * replaced by one that trusts nobody outside.
 */
final class TrustedCertificates {
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";

  private TrustedCertificates() {}

  /**
   * The certificates in a PEM bundle or a PKCS12 or JKS file.
   *
   * @param password null when the file has none
   * @throws IOException when it can't be read
   * @throws GeneralSecurityException when it holds no usable certificate
   */
  static List<Certificate> read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(file);
    boolean pem = new String(bytes, StandardCharsets.ISO_8859_1).contains(PEM_BEGIN);
    List<Certificate> found = pem ? bundle(bytes) : store(file, password);
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate found");
    }
    return found;
  }

  /** A TLS context that trusts the JVM's authorities and some more. */
  static SSLContext trusting(Collection<Certificate> more) {
    try {
      List<Certificate> all = new ArrayList<>(defaults());
      all.addAll(more);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(storeOf(all)), null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("this JVM has no TLS", impossible);
    }
  }

  private static List<Certificate> bundle(byte[] bytes) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return List.copyOf(factory.generateCertificates(new ByteArrayInputStream(bytes)));
  }

  private static List<Certificate> store(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(file.toFile(), password);
    List<Certificate> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getCertificate(alias) != null) {
        found.add(store.getCertificate(alias));
      }
    }
    return found;
  }

  private static List<X509Certificate> defaults() throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager authorities) {
        found.addAll(List.of(authorities.getAcceptedIssuers()));
      }
    }
    return found;
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    String algorithm = TrustManagerFactory.getDefaultAlgorithm();
    TrustManagerFactory factory = TrustManagerFactory.getInstance(algorithm);
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore storeOf(List<Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int index = 0; index < certificates.size(); index++) {
      store.setCertificateEntry("authority-" + index, certificates.get(index));
    }
    return store;
  }
}
