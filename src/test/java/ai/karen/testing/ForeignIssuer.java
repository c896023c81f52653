package ai.karen.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An OpenID Connect issuer that an engine of a test believes; it publishes its keys by HTTP, until
 * it is closed.
 */
public final class ForeignIssuer implements AutoCloseable {
  public static final String NAME = "https://id.example.org/realms/staff";

  private static final String KEYS = "/realms/staff/protocol/openid-connect/certs";

  private static final int LIFE_SECONDS = 300;

  private final RSAKey key;
  private final List<JWK> published;
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param more keys that it publishes besides its own
   */
  public ForeignIssuer(JWK... more) {
    try {
      key = new RSAKeyGenerator(2048).keyID("foreign").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException absent) {
      throw new IllegalStateException(absent);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    published = Stream.concat(Stream.of(key), Stream.of(more)).map(JWK::toPublicJWK).toList();
    server.createContext(KEYS, this::publish);
    server.start();
  }

  /** How an engine is told of it. */
  public Map<String, String> settings() {
    return Map.of(
        "MP_JWT_VERIFY_ISSUER",
        NAME,
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        keys().toString(),
        "MP_JWT_VERIFY_AUDIENCES",
        "karen",
        "KAREN_OIDC_ROLES_CLAIM",
        "realm_access.roles",
        "KAREN_OIDC_ADMIN_ROLES",
        "operators");
  }

  /** Where they are. */
  public URI keys() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + KEYS);
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
    return signed(header(JWSAlgorithm.RS256), claims(issuer, audience, role, LIFE_SECONDS));
  }

  /** As {@link #token(String, String)}, of a minute ago. */
  public String expiredToken(String audience, String role) {
    return signed(header(JWSAlgorithm.RS256), claims(NAME, audience, role, -60));
  }

  /** As {@link #token(String, String)}, and says where its key is. */
  public String tokenWithItsAddress(String audience, String role) {
    return signed(
        header(JWSAlgorithm.RS256).jwkURL(keys()), claims(NAME, audience, role, LIFE_SECONDS));
  }

  /**
   * What is none of its access tokens: of another type, without a signature, and signed with what
   * everybody knows of its key.
   */
  public List<String> forgedTokens(String audience, String role) {
    String claims = claims(NAME, audience, role, LIFE_SECONDS);
    JWSHeader.Builder symmetric = header(JWSAlgorithm.HS256);
    String none = "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + key.getKeyID() + "\"}";
    try {
      byte[] known = key.toRSAPublicKey().getEncoded();
      byte[] text = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
      return List.of(
          signed(symmetric, claims, new MACSigner(known)),
          signed(symmetric, claims, new MACSigner(text)),
          Base64URL.encode(none) + "." + Base64URL.encode(claims) + ".",
          signed(header(JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt")), claims),
          signed(header(JWSAlgorithm.RS256), claims.replaceFirst("\\{", "{\"typ\":\"Refresh\",")),
          signed(header(JWSAlgorithm.RS256), claims.replaceFirst("\\{", "{\"typ\":\"ID\",")));
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String claims(String issuer, String audience, String role, int seconds) {
    return """
        {"iss":"%s","aud":"%s","sub":"f:1:ada","preferred_username":"ada","exp":%d,\
        "realm_access":{"roles":["%s"]}}\
        """
        .formatted(issuer, audience, Instant.now().getEpochSecond() + seconds, role);
  }

  private JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key.getKeyID());
  }

  private String signed(JWSHeader.Builder header, String claims) {
    try {
      return signed(header, claims, new RSASSASigner(key));
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String signed(JWSHeader.Builder header, String claims, JWSSigner signer)
      throws JOSEException {
    JWSObject token = new JWSObject(header.build(), new Payload(claims));
    token.sign(signer);
    return token.serialize();
  }

  /** From now on it is away. Its tokens can still be made. */
  @Override
  public void close() {
    server.stop(0);
  }

  private void publish(HttpExchange call) throws IOException {
    asked.incrementAndGet();
    byte[] keys = new JWKSet(published).toString().getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, keys.length);
    call.getResponseBody().write(keys);
    call.close();
  }
}
