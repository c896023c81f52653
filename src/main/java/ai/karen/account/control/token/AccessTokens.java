package ai.karen.account.control.token;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.configuration.control.Settings;
import ai.karen.json.entity.Json;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Issues access tokens and checks them. Thread-safe; may block where a key is not known yet. */
@ApplicationScoped
public class AccessTokens {
  static final String TYPE = "at+jwt";
  static final String ISSUER = "karen.session.issuer";
  static final String AUDIENCE = "karen.session.audience";

  private static final String OWN_NAME = "karen";
  private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES256);

  private final SigningKeys keys;
  private final TokenIds ids;
  private final Clock clock;
  private final String issuer;
  private final String audience;
  private final CheckedTokens checked = new CheckedTokens();

  /** For the container's client proxy. */
  protected AccessTokens() {
    this.keys = null;
    this.ids = null;
    this.clock = null;
    this.issuer = null;
    this.audience = null;
  }

  @Inject
  public AccessTokens(SigningKeys keys, TokenIds ids, Settings settings, Clock clock) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
    this.issuer = settings.text(ISSUER, OWN_NAME);
    this.audience = settings.text(AUDIENCE, OWN_NAME);
  }

  /**
   * A new token; a secret.
   *
   * @throws ai.karen.store.control.StoreUnavailable when there is no key to sign with
   */
  public String issue(AccessToken.Contents contents) {
    ECKey key = keys.current();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(TYPE))
            .keyID(key.getKeyID())
            .build();
    JWSObject token = new JWSObject(header, new Payload(claims(contents).toString()));
    try {
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException absent) {
      throw new IllegalStateException("The key can't sign", absent);
    }
  }

  private JsonObject claims(AccessToken.Contents contents) {
    JsonObjectBuilder claims =
        Json.createObjectBuilder()
            .add("iss", issuer)
            .add("aud", audience)
            .add("sub", contents.user().id().toString())
            .add("upn", contents.user().email())
            .add("groups", Json.createArrayBuilder(AccessToken.groups(contents.user().role())))
            .add("sid", contents.session().toString())
            .add("jti", ids.next(contents.session()))
            .add("iat", clock.instant().getEpochSecond())
            .add("exp", contents.expiresAt().getEpochSecond());
    return claims.build();
  }

  /**
   * What a token says.
   *
   * @throws InvalidToken when it is not to be believed
   * @throws ai.karen.store.control.StoreUnavailable when that can't be known
   */
  public AccessToken check(String text) throws InvalidToken {
    AccessToken known = checked.find(text);
    AccessToken token = known == null ? verified(text) : known;
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw new InvalidToken(TokenRefusal.EXPIRED, "it has expired");
    }
    if (known == null) {
      checked.keep(text, token);
    }
    return token;
  }

  private AccessToken verified(String text) throws InvalidToken {
    JWSObject token = TokenHeader.parse(text, ALGORITHMS, Set.of(TYPE));
    ECKey key =
        keys.find(token.getHeader().getKeyID())
            .orElseThrow(() -> TokenHeader.invalid("its key is not known"));
    try {
      if (!token.verify(new ECDSAVerifier(key.toECPublicKey()))) {
        throw TokenHeader.invalid("its signature is wrong");
      }
    } catch (JOSEException unusable) {
      throw TokenHeader.invalid("its signature can't be checked");
    }
    return claims(token.getPayload().toString());
  }

  private AccessToken claims(String payload) throws InvalidToken {
    try {
      JsonObject claims = Json.readObject(payload);
      TokenHeader.require(issuer.equals(claims.getString("iss")), "another issued it");
      TokenHeader.require(audience.equals(claims.getString("aud")), "it is for another audience");
      return read(claims);
    } catch (RuntimeException unreadable) {
      // Missing and mistyped claims each fail in a way of their own.
      throw TokenHeader.invalid("its claims can't be read");
    }
  }

  private static AccessToken read(JsonObject claims) {
    boolean isAdministrator =
        claims.getJsonArray("groups").contains(Json.createValue(Role.ADMIN.word()));
    return new AccessToken(
        claims.getString("jti"),
        claims.getString("iss"),
        claims.getString("sub"),
        claims.getString("upn"),
        isAdministrator ? Role.ADMIN : Role.USER,
        UUID.fromString(claims.getString("sid")),
        Instant.ofEpochSecond(claims.getJsonNumber("iat").longValueExact()),
        Instant.ofEpochSecond(claims.getJsonNumber("exp").longValueExact()));
  }
}
