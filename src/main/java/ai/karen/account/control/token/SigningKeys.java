package ai.karen.account.control.token;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.entity.SigningKey;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.json.entity.Json;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Operation;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys that sign access tokens, the same on every node. Thread-safe. Blocks where the stores
 * have to be asked, which is twice a minute at most.
 */
@ApplicationScoped
public class SigningKeys {
  static final String LIFE = "karen.session.key-life";

  private static final Duration FRESH = Duration.ofSeconds(30);

  /** A new key signs only when every node has read it. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  /**
   * Two generations are kept: what a key signed at the last, which is when the next one is old
   * enough to sign, must be over before the one after that is made.
   */
  static final Duration SHORTEST_LIFE = OVERLAP.plus(Duration.ofMinutes(10));

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final KeyCipher cipher;
  private final Settings settings;
  private final Clock clock;
  private final Duration life;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile KeyRing ring;

  /** For the container's client proxy. */
  protected SigningKeys() {
    this.ledger = null;
    this.cipher = null;
    this.settings = null;
    this.clock = null;
    this.life = null;
  }

  @Inject
  public SigningKeys(Ledger ledger, KeyCipher cipher, Settings settings, Clock clock) {
    this.ledger = ledger;
    this.cipher = cipher;
    this.settings = settings;
    this.clock = clock;
    this.life = atLeast(settings.duration(LIFE, Duration.ofDays(30)), settings);
  }

  private static Duration atLeast(Duration chosen, Settings settings) {
    if (chosen.compareTo(SHORTEST_LIFE) >= 0) {
      return chosen;
    }
    settings.report(new SettingProblem(LIFE, chosen.toString(), "at least " + SHORTEST_LIFE));
    return SHORTEST_LIFE;
  }

  /**
   * The one to sign with.
   *
   * @throws StoreUnavailable when none is known
   */
  ECKey current() {
    return complete().signing(clock.instant().minus(OVERLAP)).key();
  }

  /**
   * @throws StoreUnavailable when it is not known whether there is one
   */
  Optional<ECKey> find(String id) {
    KeyRing known = fresh(FRESH);
    Optional<ECKey> key = known.find(id);
    // Another node may have made it a moment ago.
    return key.isPresent() ? key : fresh(PAUSE).find(id);
  }

  /**
   * Whether this node has the secret that the keys in the database are sealed under; where there
   * are none, one is made to tell by.
   *
   * @throws StoreUnavailable when that can't be known now
   */
  public boolean areOurs() {
    List<SigningKey> there = stored();
    return there.isEmpty() ? !complete().keys().isEmpty() : there.stream().allMatch(this::opens);
  }

  /** A JSON Web Key Set for whoever wants to check tokens, without the private halves. */
  public String published() {
    List<JWK> all = complete().keys().stream().<JWK>map(KeyRing.Known::key).toList();
    return new JWKSet(all).toString(true);
  }

  /** With a key that is not too old. */
  private KeyRing complete() {
    KeyRing known = fresh(FRESH);
    boolean isOld =
        known
            .newest()
            .filter(key -> clock.instant().isBefore(key.createdAt().plus(life)))
            .isEmpty();
    return isOld ? withAnother(known) : known;
  }

  private synchronized KeyRing withAnother(KeyRing known) {
    int generation = known.newest().map(KeyRing.Known::generation).orElse(0) + 1;
    try {
      ledger.executeInDatabase(made(generation));
      return read();
    } catch (StoreUnavailable away) {
      if (known.keys().isEmpty()) {
        throw away;
      }
      return known;
    }
  }

  private KeyRing fresh(Duration longest) {
    KeyRing known = ring;
    Instant limit = clock.instant().minus(longest);
    if (known != null && known.readAt().isAfter(limit)) {
      return known;
    }
    return known == null ? read() : renewed(known);
  }

  /** By one thread at a time; the others go on with what is known. */
  private KeyRing renewed(KeyRing known) {
    if (!reading.compareAndSet(false, true)) {
      return known;
    }
    try {
      return read();
    } catch (StoreUnavailable away) {
      return known;
    } finally {
      reading.set(false);
    }
  }

  private KeyRing read() {
    Instant now = clock.instant();
    KeyRing read = new KeyRing(stored().stream().map(this::open).toList(), now);
    ring = read;
    return read;
  }

  private List<SigningKey> stored() {
    return ledger
        .read(SigningKeyKind.AGGREGATE, rows -> Optional.of(SigningKeyKind.all(rows)))
        .orElse(List.of());
  }

  private boolean opens(SigningKey key) {
    try {
      return open(key).key().isPrivate();
    } catch (StoreUnavailable sealedOtherwise) {
      return false;
    }
  }

  private KeyRing.Known open(SigningKey key) {
    try {
      ECKey opened = ECKey.parse(cipher.open(key.id(), key.sealed()));
      return new KeyRing.Known(key.generation(), key.createdAt(), opened);
    } catch (GeneralSecurityException | ParseException sealedOtherwise) {
      String expected = "the one under which the signing keys in the database were sealed";
      settings.report(new SettingProblem(DeploymentSecret.KEY, "****", expected));
      throw new StoreUnavailable(
          "The signing keys can't be opened with this node's karen.secret", FRESH, sealedOtherwise);
    }
  }

  /** Every node makes the same operation of the same generation, so that the first one's counts. */
  private Operation made(int generation) {
    ECKey key = generate();
    String payload =
        Json.createObjectBuilder()
            .add(SigningKeyKind.KEY, key.getKeyID())
            .add(SigningKeyKind.GENERATION, generation)
            .add(SigningKeyKind.SEALED, cipher.seal(key.getKeyID(), key.toJSONString()))
            .build()
            .toString();
    UUID id =
        UUID.nameUUIDFromBytes(("signing-key " + generation).getBytes(StandardCharsets.UTF_8));
    return new Operation(
        id,
        SigningKeyKind.AGGREGATE,
        SigningKeyKind.MADE,
        SigningKeyKind.VERSION,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        payload,
        "");
  }

  private static ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException absent) {
      throw new IllegalStateException("Every Java platform has the curve P-256", absent);
    }
  }
}
