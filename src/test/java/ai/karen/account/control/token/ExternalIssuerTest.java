package ai.karen.account.control.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.health.control.TestingClock;
import ai.karen.json.entity.Json;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.StoreUnavailable;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirement 4: tokens as Keycloak and others issue them. */
class ExternalIssuerTest {
  private static final String ISSUER = "https://id.example.org/realms/staff";

  private static RSAKey first;
  private static RSAKey second;

  @TempDir private Path data;

  private final TestingClock clock = new TestingClock();
  private DataFolder folder;
  private String published;
  private int asked;

  @BeforeAll
  static void makeKeys() throws Exception {
    first = new RSAKeyGenerator(2048).keyID("first").generate();
    second = new RSAKeyGenerator(2048).keyID("second").generate();
  }

  @BeforeEach
  void open() {
    folder = new DataFolder(data);
    publish(first);
  }

  @AfterEach
  void close() {
    folder.release();
  }

  @Test
  void requirement4ItsTokensAreBelieved() throws Exception {
    AccessToken token = issuer(Map.of()).check(token(first, claims().build()));

    assertThat(token.subject()).isEqualTo("f:1:ada");
    assertThat(token.name()).isEqualTo("ada");
    assertThat(token.role()).isEqualTo(Role.USER);
    assertThat(token.session()).isNull();
  }

  @Test
  void requirement4ItsRolesAreMapped() throws Exception {
    JsonObjectBuilder realm =
        Json.createObjectBuilder().add("roles", Json.createArrayBuilder().add("karen-admins"));
    JsonObject keycloak = claims().add("realm_access", realm).build();
    JsonObject plain =
        claims().add("groups", Json.createArrayBuilder().add("staff").add("admin")).build();
    Map<String, String> mapped =
        Map.of(
            ExternalClaims.ROLES, "realm_access.roles",
            ExternalClaims.ADMINISTRATORS, "karen-admins,operators");

    assertThat(issuer(mapped).check(token(first, keycloak)).role()).isEqualTo(Role.ADMIN);
    assertThat(issuer(mapped).check(token(first, plain)).role()).isEqualTo(Role.USER);
    assertThat(issuer(Map.of()).check(token(first, plain)).role()).isEqualTo(Role.ADMIN);
    assertThat(issuer(Map.of()).check(token(first, keycloak)).role()).isEqualTo(Role.USER);
  }

  @Test
  void requirement4WhatIsForOthersIsNone() throws Exception {
    ExternalIssuer issuer = issuer(Map.of());
    assertInvalid(issuer, token(first, claims().add("iss", "https://other.example").build()));
    assertInvalid(issuer, token(first, claims().add("aud", "another").build()));
    assertInvalid(issuer, token(first, claims().remove("aud").build()));
    assertInvalid(issuer, token(first, claims().remove("exp").build()));
    assertInvalid(issuer, token(first, claims().remove("sub").build()));
    for (String type : List.of("ID", "Refresh", "Offline", "Logout")) {
      assertInvalid(issuer, token(first, claims().add("typ", type).build()));
    }
    assertThat(issuer.check(token(first, claims().add("typ", "Bearer").build()))).isNotNull();
    assertInvalid(issuer, token(second, claims().build()));
    JWSSigner shared = new MACSigner(first.toPublicJWK().toRSAPublicKey().getEncoded());
    assertInvalid(issuer, token(JWSAlgorithm.HS256, "first", shared, claims().build()));
    assertInvalid(issuer, "eyJhbGciOiJub25lIiwia2lkIjoiZmlyc3QifQ.e30.AAAA");
  }

  @Test
  void requirement4AnExpiredOneIsNamedSo() throws Exception {
    String token = token(first, claims().build());
    clock.advance(Duration.ofMinutes(5));

    assertThatThrownBy(() -> issuer(Map.of()).check(token))
        .isInstanceOfSatisfying(
            InvalidToken.class,
            invalid -> assertThat(invalid.refusal()).isEqualTo(TokenRefusal.EXPIRED));
  }

  @Test
  void requirement4NewKeysAreFoundAndMadeUpOnesCostLittle() throws Exception {
    ExternalIssuer issuer = issuer(Map.of());
    issuer.check(token(first, claims().build()));
    publish(second);
    clock.advance(Duration.ofSeconds(30));
    assertThat(issuer.check(token(second, claims().build()))).isNotNull();
    int before = asked;
    RSAKey unknown = new RSAKeyGenerator(2048).keyID("made-up").generate();
    for (int time = 0; time < 10; time++) {
      assertInvalid(issuer, token(unknown, claims().build()));
    }

    assertThat(asked - before).isLessThanOrEqualTo(1);
  }

  @Test
  void requirement4WhileItIsAwayItsLastKnownKeysDoAlsoAfterARestart() throws Exception {
    ExternalIssuer issuer = issuer(Map.of());
    issuer.check(token(first, claims().build()));
    published = null;
    clock.advance(Duration.ofMinutes(11));
    String token = token(first, claims().build());

    assertThat(issuer.check(token)).isNotNull();
    assertThat(issuer(Map.of()).check(token)).isNotNull();
  }

  @Test
  void requirement4WithoutAnyKeyNobodyCanTell() {
    published = null;
    ExternalIssuer issuer = issuer(Map.of());

    assertThatThrownBy(() -> issuer.check(token(first, claims().build())))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void requirement4WithoutAnyKeyWhatNamesAnotherIssuerIsNoneAndAsksNobody() throws Exception {
    published = null;
    ExternalIssuer issuer = issuer(Map.of());

    assertInvalid(issuer, token(first, claims().add("iss", "karen").build()));
    assertInvalid(issuer, token(first, claims().remove("iss").build()));
    assertInvalid(issuer, token(first, claims().add("iss", 1).build()));
    String header = token(first, claims().build()).replaceFirst("\\..*", ".");
    for (String payload : List.of("", "[]", "{\"a\":" + "[".repeat(4_000), "no JSON")) {
      assertInvalid(issuer, header + Base64URL.encode(payload) + ".AAAA");
    }
    assertThat(asked).isZero();
  }

  @Test
  void requirement4AnIssuerWithoutAnAudienceIsASettingProblem() {
    Settings settings = TestingConfig.settings(Map.of(ExternalIssuer.ISSUER, ISSUER));
    new ExternalIssuer(settings, this::read, folder, clock);

    assertThat(settings.problems())
        .extracting(problem -> problem.key())
        .containsExactly(ExternalIssuer.AUDIENCES, ExternalIssuer.LOCATION);
  }

  private ExternalIssuer issuer(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(ExternalIssuer.ISSUER, ISSUER);
    settings.put(ExternalIssuer.LOCATION, "https://id.example.org/keys");
    settings.put(ExternalIssuer.AUDIENCES, "karen,engine");
    return new ExternalIssuer(TestingConfig.settings(settings), this::read, folder, clock);
  }

  private void publish(RSAKey key) {
    published = new JWKSet(key.toPublicJWK()).toString();
  }

  private String read(String location) throws IOException {
    assertThat(location).isEqualTo("https://id.example.org/keys");
    asked++;
    if (published == null) {
      throw new IOException("it is away");
    }
    return published;
  }

  private JsonObjectBuilder claims() {
    return Json.createObjectBuilder()
        .add("iss", ISSUER)
        .add("aud", Json.createArrayBuilder().add("account").add("karen"))
        .add("sub", "f:1:ada")
        .add("preferred_username", "ada")
        .add("exp", clock.instant().getEpochSecond() + 300);
  }

  private static String token(RSAKey key, JsonObject claims) throws Exception {
    return token(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims);
  }

  private static String token(
      JWSAlgorithm algorithm, String key, JWSSigner signer, JsonObject claims) throws Exception {
    JWSHeader header = new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key).build();
    JWSObject token = new JWSObject(header, new Payload(claims.toString()));
    token.sign(signer);
    return token.serialize();
  }

  private static void assertInvalid(ExternalIssuer issuer, String token) {
    assertThatThrownBy(() -> issuer.check(token))
        .isInstanceOfSatisfying(
            InvalidToken.class,
            invalid -> assertThat(invalid.refusal()).isEqualTo(TokenRefusal.INVALID));
  }
}
