package ai.karen.account.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * An API key as it is stored. Immutable.
 *
 * @param id the key's public part
 * @param hash keyed hash of the whole key, in hexadecimal digits
 * @param owner the account that answers for it
 * @param scopes what it may be used for
 * @param createdAt when it was made
 */
public record ApiKey(String id, String hash, String owner, Set<Scope> scopes, Instant createdAt) {

  public ApiKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(hash);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(createdAt);
    scopes = Set.copyOf(scopes);
  }

  /** Who the bearer of this key is. */
  public Caller caller() {
    return new Caller(id, owner, scopes);
  }
}
