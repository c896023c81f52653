package ai.karen.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect issuer that an engine of a test believes; it publishes its keys by HTTP, until
 * it is closed.
 */
public final class ForeignIssuer implements AutoCloseable {
  public static final String NAME = "https://id.example.org/realms/staff";

  private static final String KEYS = "/realms/staff/protocol/openid-connect/certs";

  private final RSAKey key;
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  public ForeignIssuer() {
    try {
      key = new RSAKeyGenerator(2048).keyID("foreign").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException absent) {
      throw new IllegalStateException(absent);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext(KEYS, this::publish);
    server.start();
  }

  /** How an engine is told of it. */
  public Map<String, String> settings() {
    return Map.of(
        "MP_JWT_VERIFY_ISSUER",
        NAME,
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        "http://localhost:" + server.getAddress().getPort() + KEYS,
        "MP_JWT_VERIFY_AUDIENCES",
        "karen",
        "KAREN_OIDC_ROLES_CLAIM",
        "realm_access.roles",
        "KAREN_OIDC_ADMIN_ROLES",
        "operators");
  }

  /** How often its keys were asked for. */
  public int asked() {
    return asked.get();
  }

  /**
   * A token as it issues them.
   *
   * @param role one, in the issuer's words
   */
  public String token(String audience, String role) {
    return token(NAME, audience, role);
  }

  /**
   * A token that its key signed.
   *
   * @param issuer as the token names it
   * @param role one, in the issuer's words
   */
  public String token(String issuer, String audience, String role) {
    String claims =
        """
        {"iss":"%s","aud":"%s","sub":"f:1:ada","preferred_username":"ada","exp":%d,\
        "realm_access":{"roles":["%s"]}}\
        """
            .formatted(issuer, audience, Instant.now().getEpochSecond() + 300, role);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    JWSObject token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** From now on it is away. Its tokens can still be made. */
  @Override
  public void close() {
    server.stop(0);
  }

  private void publish(HttpExchange call) throws IOException {
    asked.incrementAndGet();
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, keys.length);
    call.getResponseBody().write(keys);
    call.close();
  }
}
