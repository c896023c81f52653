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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** An OpenID Connect issuer that an engine of a test believes; its keys lie in a file. */
public final class ForeignIssuer {
  private static final String NAME = "https://id.example.org/realms/staff";

  private final RSAKey key;

  public ForeignIssuer() {
    try {
      key = new RSAKeyGenerator(2048).keyID("foreign").generate();
    } catch (JOSEException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** How an engine is told of it. */
  public Map<String, String> settings() {
    try {
      Path file = Files.createTempFile("karen-issuer", ".json");
      Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
      return Map.of(
          "MP_JWT_VERIFY_ISSUER",
          NAME,
          "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
          file.toString(),
          "MP_JWT_VERIFY_AUDIENCES",
          "karen",
          "KAREN_OIDC_ROLES_CLAIM",
          "realm_access.roles");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * A token as it issues them.
   *
   * @param role one, in the engine's words or others
   */
  public String token(String audience, String role) {
    String claims =
        """
        {"iss":"%s","aud":"%s","sub":"f:1:ada","preferred_username":"ada","exp":%d,\
        "realm_access":{"roles":["%s"]}}\
        """
            .formatted(NAME, audience, Instant.now().getEpochSecond() + 300, role);
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
}
