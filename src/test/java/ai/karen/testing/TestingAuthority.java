package ai.karen.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A company's own authority: its certificate in three kinds of file, and a server that uses it. */
public final class TestingAuthority implements AutoCloseable {
  public static final String PASSWORD = "changeit";

  public final Path pem;
  public final Path pkcs12;
  public final Path jks;
  private final SSLContext tls;
  private final HttpsServer server;

  /**
   * @param folder for its files
   */
  public TestingAuthority(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    pkcs12 = folder.resolve("own.p12");
    jks = folder.resolve("own.jks");
    pem = folder.resolve("own.pem");
    keytool(pkcs12);
    KeyStore store = KeyStore.getInstance(pkcs12.toFile(), PASSWORD.toCharArray());
    Files.writeString(pem, "# our authority\n" + pem(store.getCertificate("own").getEncoded()));
    tls = tls(store);
    server = serve(tls);
    copyCertificate(store);
  }

  /** Of the server. */
  public URI uri() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/v1");
  }

  /** For a server on this machine. */
  public SSLContext tls() {
    return tls;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static SSLContext tls(KeyStore store) throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static HttpsServer serve(SSLContext context) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(200, 2);
          call.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          call.close();
        });
    server.start();
    return server;
  }

  /** The JKS file trusts the same certificate and holds no key. */
  private void copyCertificate(KeyStore store) throws IOException, GeneralSecurityException {
    KeyStore trusting = KeyStore.getInstance("JKS");
    trusting.load(null, null);
    trusting.setCertificateEntry("own", store.getCertificate("own"));
    try (var file = Files.newOutputStream(jks)) {
      trusting.store(file, PASSWORD.toCharArray());
    }
  }

  private static void keytool(Path file) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            tool,
            "-genkeypair",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-alias",
            "own",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2",
            "-storepass",
            PASSWORD,
            "-keypass",
            PASSWORD);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(words);
      }
    }
  }

  private static String pem(byte[] certificate) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + encoder.encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }
}
