package ai.karen.account.control.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.health.control.TestingClock;
import ai.karen.json.entity.Json;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.testing.StoreSettings;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
  private static final User ADA =
      new User(UUID.randomUUID(), "ada@example.org", null, Role.USER, true);

  @TempDir private Path data;

  private final TestingClock clock = new TestingClock();
  private final UUID session = UUID.randomUUID();
  private TestingNode node;
  private SigningKeys keys;
  private AccessTokens tokens;

  @BeforeEach
  void open() {
    node = TestingNode.embedded(data);
    keys = keys(StoreSettings.SECRET, Map.of());
    tokens = signing(keys);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void requirement1WhatIsIssuedIsBelieved() throws Exception {
    AccessToken token = tokens.check(issue());

    assertThat(token.subject()).isEqualTo(ADA.id().toString());
    assertThat(token.name()).isEqualTo(ADA.email());
    assertThat(token.role()).isEqualTo(Role.USER);
    assertThat(token.session()).isEqualTo(session);
  }

  @Test
  void requirement1ItSaysWhatItIs() throws Exception {
    JWSObject token = JWSObject.parse(issue());

    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(token.getHeader().getKeyID()).isEqualTo(keys.current().getKeyID());
    assertThat(token.getPayload().toJSONObject())
        .containsKeys("iss", "aud", "sub", "upn", "groups", "sid", "jti", "iat", "exp");
  }

  @Test
  void requirement1AnExpiredOneIsNamedSo() throws Exception {
    String token = issue();
    tokens.check(token);
    clock.advance(Duration.ofMinutes(10));

    assertRefused(token, TokenRefusal.EXPIRED);
  }

  @Test
  void requirement1AnUnsignedOneIsNone() {
    String payload = issue().split("\\.")[1];
    for (String header :
        new String[] {
          "{\"alg\":\"none\"}", "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"x\"}"
        }) {
      assertInvalid(base64(header) + "." + payload + ".");
      assertInvalid(base64(header) + "." + payload + ".AAAA");
    }
  }

  /** The public key is known to everybody: it must not do for a shared secret. */
  @Test
  void requirement1AnotherAlgorithmIsNone() throws Exception {
    byte[] known = keys.current().toPublicJWK().toECPublicKey().getEncoded();
    assertInvalid(forged(JWSAlgorithm.HS256, new MACSigner(known), claims()));
    assertInvalid(
        forged(
            JWSAlgorithm.RS256, new RSASSASigner(new RSAKeyGenerator(2048).generate()), claims()));
    ECKey other = new ECKeyGenerator(Curve.P_384).generate();
    assertInvalid(forged(JWSAlgorithm.ES384, new ECDSASigner(other), claims()));
  }

  @Test
  void requirement1AnotherKeyIsNone() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).generate();

    assertInvalid(forged(JWSAlgorithm.ES256, new ECDSASigner(other), claims()));
  }

  @Test
  void requirement1AKeyThatTheTokenBringsIsNone() throws Exception {
    ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("at+jwt")).keyID("own");
    URI elsewhere = URI.create("https://evil.example/jwks.json");
    assertInvalid(signed(header.jwk(own.toPublicJWK()).build(), new ECDSASigner(own), claims()));
    assertInvalid(
        signed(header.jwk(null).jwkURL(elsewhere).build(), new ECDSASigner(own), claims()));
    assertInvalid(
        signed(header.jwkURL(null).x509CertURL(elsewhere).build(), new ECDSASigner(own), claims()));
  }

  @Test
  void requirement1ClaimsOfOthersAreNone() throws Exception {
    assertThat(tokens.check(forged(claims()))).isNotNull();
    for (Map.Entry<String, Object> change :
        Map.<String, Object>of(
                "iss", "another", "aud", "another", "sid", "none", "exp", "tomorrow", "sub", 1)
            .entrySet()) {
      assertInvalid(forged(with(change.getKey(), change.getValue())));
    }
    for (String name : claims().keySet()) {
      assertInvalid(forged(with(name, null)));
    }
  }

  @Test
  void requirement1AnotherTypeIsNone() throws Exception {
    JWSSigner signer = new ECDSASigner(keys.current());
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keys.current().getKeyID());
    assertInvalid(signed(header.build(), signer, claims()));
    assertInvalid(signed(header.type(JOSEObjectType.JWT).build(), signer, claims()));
  }

  @Test
  void requirement1ChangedAndBrokenOnesAreNone() {
    String token = issue();
    String[] parts = token.split("\\.");
    String administrator =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("\"user\"", "\"admin\"");
    assertInvalid(parts[0] + "." + base64(administrator) + "." + parts[2]);
    assertInvalid(token.substring(0, token.length() - 2));
    assertInvalid("a.b.c");
    assertInvalid("a".repeat(10_000) + ".b.c");
  }

  @Test
  void requirement2KeysAreMadeOnceAndTheSameAfterARestart() throws Exception {
    String token = issue();
    SigningKeys again = keys(StoreSettings.SECRET, Map.of());

    assertThat(again.current().getKeyID()).isEqualTo(keys.current().getKeyID());
    assertThat(signing(again).check(token)).isNotNull();
  }

  @Test
  void requirement2KeysAreSealedInTheStore() {
    String secret = keys.current().getD().toString();
    String stored = node.ledger.list(SigningKeyKind::all).value().get(0).sealed();

    assertThat(stored).doesNotContain(secret);
    assertThat(new String(Base64.getDecoder().decode(stored), StandardCharsets.ISO_8859_1))
        .doesNotContain(secret)
        .doesNotContain("\"d\"");
  }

  @Test
  void requirement2AnotherSecretDoesNotOpenThemAndIsNamed() {
    issue();
    Settings settings = settings(Map.of("karen.secret", "another-secret-of-tests-0123456789-0123"));
    SigningKeys other =
        TestingTokens.keys(
            node.ledger, new KeyHash(new DeploymentSecret(settings, null)), settings, clock);

    assertThatThrownBy(other::current).hasMessageContaining("karen.secret");
    assertThat(settings.problems()).extracting(problem -> problem.key()).contains("karen.secret");
  }

  @Test
  void requirement2KeysAreReplacedWithOverlap() throws Exception {
    ECKey first = keys.current();
    clock.advance(Duration.ofDays(30));
    String old = issue();

    assertThat(JWSObject.parse(old).getHeader().getKeyID())
        .as("the new key is published before it signs")
        .isEqualTo(first.getKeyID());
    assertThat(published()).hasSize(2);
    clock.advance(Duration.ofMinutes(5));
    assertThat(keys.current().getKeyID()).isNotEqualTo(first.getKeyID());
    tokens.check(old);
    clock.advance(Duration.ofDays(31));
    keys.current();
    clock.advance(Duration.ofSeconds(31));
    assertThat(published()).as("the first one is gone").hasSize(2);
    assertThat(JWKSet.parse(keys.published()).getKeyByKeyId(first.getKeyID())).isNull();
  }

  @Test
  void requirement2ALifeTooShortForTheOverlapIsReported() {
    Settings fits = settings(Map.of(SigningKeys.LIFE, "PT15M"));
    Settings isShort = settings(Map.of(SigningKeys.LIFE, "PT14M59S"));
    TestingTokens.keys(node.ledger, null, fits, clock);
    TestingTokens.keys(node.ledger, null, isShort, clock);

    assertThat(fits.problems()).isEmpty();
    assertThat(isShort.problems())
        .extracting(problem -> problem.key())
        .containsExactly(SigningKeys.LIFE);
  }

  @Test
  void requirement3OnlyThePublicHalvesArePublished() throws Exception {
    assertThat(published()).allMatch(key -> !key.isPrivate());
    assertThat(keys.published()).doesNotContain("\"d\"");
  }

  private List<JWK> published() throws Exception {
    keys.current();
    return JWKSet.parse(keys.published()).getKeys();
  }

  private SigningKeys keys(String secret, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("karen.secret", secret);
    Settings settings = settings(all);
    return TestingTokens.keys(node.ledger, hash(settings), settings, clock);
  }

  private AccessTokens signing(SigningKeys signers) {
    Settings settings = settings(Map.of("karen.secret", StoreSettings.SECRET));
    return new AccessTokens(signers, new TokenIds(hash(settings)), settings, clock);
  }

  private static KeyHash hash(Settings settings) {
    return new KeyHash(new DeploymentSecret(settings, null));
  }

  private static Settings settings(Map<String, String> values) {
    return TestingConfig.settings(values);
  }

  private String issue() {
    return tokens.issue(
        new AccessToken.Contents(ADA, session, clock.instant().plus(Duration.ofMinutes(10))));
  }

  private JsonObject claims() {
    return Json.readObject(
        new String(Base64.getUrlDecoder().decode(issue().split("\\.")[1]), StandardCharsets.UTF_8));
  }

  private JsonObject with(String name, Object value) {
    Map<String, Object> claims = new HashMap<>(claims());
    claims.remove(name);
    if (value != null) {
      claims.put(name, value);
    }
    return Json.createObjectBuilder(claims).build();
  }

  /** By the right key. */
  private String forged(JsonObject claims) throws Exception {
    return forged(JWSAlgorithm.ES256, new ECDSASigner(keys.current()), claims);
  }

  private String forged(JWSAlgorithm algorithm, JWSSigner signer, JsonObject claims)
      throws Exception {
    JWSHeader header =
        new JWSHeader.Builder(algorithm)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(keys.current().getKeyID())
            .build();
    return signed(header, signer, claims);
  }

  private static String signed(JWSHeader header, JWSSigner signer, JsonObject claims)
      throws Exception {
    JWSObject token = new JWSObject(header, new Payload(claims.toString()));
    token.sign(signer);
    return token.serialize();
  }

  private void assertInvalid(String token) {
    assertRefused(token, TokenRefusal.INVALID);
  }

  private void assertRefused(String token, TokenRefusal refusal) {
    assertThatThrownBy(() -> tokens.check(token))
        .isInstanceOfSatisfying(
            InvalidToken.class, invalid -> assertThat(invalid.refusal()).isEqualTo(refusal));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
