package ai.karen.account.control.token;

import ai.karen.store.control.DataFolder;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The public keys of another issuer, the last known ones also while it is away, and after a
 * restart. Thread-safe. Blocks one caller at a time while they are read anew.
 */
final class IssuerKeys {
  static final String FILE = "issuer-keys.json";

  private static final Logger LOG = System.getLogger(IssuerKeys.class.getName());
  private static final Duration FRESH = Duration.ofMinutes(10);

  /** Whoever makes up key ids must not have the issuer asked each time. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final String location;
  private final KeySetSource source;
  private final DataFolder folder;
  private final Clock clock;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile JWKSet known;
  private volatile Instant askedAt = Instant.EPOCH;

  IssuerKeys(String location, KeySetSource source, DataFolder folder, Clock clock) {
    this.location = location;
    this.source = source;
    this.folder = folder;
    this.clock = clock;
  }

  /** Empty where the issuer has no such key, as far as is known. */
  Optional<JWK> find(String id) {
    renewAfter(known == null ? PAUSE : FRESH);
    Optional<JWK> key = among(id);
    if (key.isEmpty()) {
      renewAfter(PAUSE);
      key = among(id);
    }
    return key;
  }

  boolean isKnown() {
    return known != null;
  }

  private Optional<JWK> among(String id) {
    JWKSet keys = known;
    return keys == null ? Optional.empty() : Optional.ofNullable(keys.getKeyByKeyId(id));
  }

  private void renewAfter(Duration age) {
    boolean isDue = !clock.instant().isBefore(askedAt.plus(age));
    if (isDue && reading.compareAndSet(false, true)) {
      try {
        askedAt = clock.instant();
        renew();
      } finally {
        reading.set(false);
      }
    }
  }

  private void renew() {
    try {
      String text = source.read(location);
      known = JWKSet.parse(text);
      folder.write(FILE, text);
    } catch (IOException | ParseException away) {
      LOG.log(
          Level.WARNING, "The keys of the tokens'' issuer can''t be read: {0}", away.toString());
      remember();
    }
  }

  private void remember() {
    try {
      Optional<String> kept = known == null ? folder.read(FILE) : Optional.empty();
      if (kept.isPresent()) {
        known = JWKSet.parse(kept.get());
      }
    } catch (IOException | ParseException unusable) {
      LOG.log(Level.WARNING, "The kept keys of the tokens' issuer can't be used", unusable);
    }
  }
}
