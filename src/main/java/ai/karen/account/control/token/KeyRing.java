package ai.karen.account.control.token;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys that are known, the oldest first. Immutable.
 *
 * @param readAt when they were read
 */
record KeyRing(List<Known> keys, Instant readAt) {

  KeyRing {
    keys = List.copyOf(keys);
  }

  Optional<ECKey> find(String id) {
    return keys.stream().map(Known::key).filter(key -> key.getKeyID().equals(id)).findFirst();
  }

  /** Empty where there is none at all. */
  Optional<Known> newest() {
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
  }

  /** The newest that every node has heard of by now, else the oldest. */
  Known signing(Instant heardOfSince) {
    return keys.stream()
        .filter(known -> !known.createdAt().isAfter(heardOfSince))
        .reduce((one, next) -> next)
        .orElseGet(() -> keys.get(0));
  }

  /** A key, opened; to be shown to nobody. */
  record Known(int generation, Instant createdAt, ECKey key) {}
}
