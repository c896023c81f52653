package ai.karen.account.control.token;

import ai.karen.account.entity.TokenRefusal;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.json.entity.Json;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.StoreUnavailable;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID Connect issuer of the operator's, by MicroProfile JWT's own settings. Its sessions are
 * its own. Thread-safe; may block where its keys have to be read.
 */
@ApplicationScoped
public class ExternalIssuer {
  static final String ISSUER = "mp.jwt.verify.issuer";
  static final String LOCATION = "mp.jwt.verify.publickey.location";
  static final String AUDIENCES = "mp.jwt.verify.audiences";

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Clock clock;
  private final ExternalClaims claims;
  private final IssuerKeys keys;

  /** For the container's client proxy. */
  protected ExternalIssuer() {
    this.clock = null;
    this.claims = null;
    this.keys = null;
  }

  @Inject
  public ExternalIssuer(Settings settings, KeySetSource source, DataFolder folder, Clock clock) {
    Optional<String> issuer = settings.text(ISSUER);
    Optional<String> location = settings.text(LOCATION);
    List<String> audiences = settings.list(AUDIENCES, "");
    this.clock = clock;
    this.claims = issuer.map(name -> new ExternalClaims(name, audiences, settings)).orElse(null);
    this.keys = location.map(place -> new IssuerKeys(place, source, folder, clock)).orElse(null);
    if (issuer.isPresent()) {
      require(location.isPresent(), LOCATION, "the address of the issuer's JWKS", settings);
      require(!audiences.isEmpty(), AUDIENCES, "what the issuer calls this engine", settings);
    }
  }

  public boolean isConfigured() {
    return claims != null && keys != null;
  }

  /**
   * What a token says. One that names another issuer is none of this one's, whether its keys are
   * known or not.
   *
   * @throws InvalidToken when it is not to be believed
   * @throws StoreUnavailable when that can't be known, because the issuer is away
   */
  public AccessToken check(String text) throws InvalidToken {
    JWSObject token = TokenHeader.parse(text, ALGORITHMS, TYPES);
    JsonObject said = object(token.getPayload().toString());
    claims.requireIssuer(said);
    Optional<JWK> key = keys.find(token.getHeader().getKeyID());
    if (key.isEmpty() && !keys.isKnown()) {
      throw new StoreUnavailable("The issuer of the tokens is away", RETRY_AFTER, null);
    }
    if (key.isEmpty() || !isSigned(token, key.get())) {
      throw TokenHeader.invalid("its signature is not the issuer's");
    }
    AccessToken believed = believed(said);
    if (!clock.instant().isBefore(believed.expiresAt())) {
      throw new InvalidToken(TokenRefusal.EXPIRED, "it has expired");
    }
    return believed;
  }

  private static JsonObject object(String payload) throws InvalidToken {
    try {
      return Json.readObject(payload);
    } catch (RuntimeException unreadable) {
      // The parser refuses what is no JSON, no object, and too deep each in a way of its own.
      throw TokenHeader.invalid("its claims can't be read");
    }
  }

  /** Of a token whose signature is right. */
  private AccessToken believed(JsonObject said) throws InvalidToken {
    try {
      return claims.read(said, clock.instant());
    } catch (RuntimeException unreadable) {
      // A time beyond all times and a number beyond all numbers each refuse in a way of their own.
      throw TokenHeader.invalid("its claims can't be read");
    }
  }

  /** By a key of the algorithm's own kind, whatever the header says. */
  private static boolean isSigned(JWSObject token, JWK key) throws InvalidToken {
    try {
      JWSVerifier verifier =
          token.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
              ? new RSASSAVerifier(key.toRSAKey().toRSAPublicKey())
              : new ECDSAVerifier(key.toECKey().toECPublicKey());
      return token.verify(verifier);
    } catch (JOSEException | ClassCastException unfit) {
      throw TokenHeader.invalid("its key is of another kind");
    }
  }

  private static void require(boolean holds, String key, String expected, Settings settings) {
    if (!holds) {
      settings.report(new SettingProblem(key, "", expected));
    }
  }
}
