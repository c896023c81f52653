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
 * @param terms how much and how long
 */
public record ApiKey(
    String id, String hash, String owner, Set<Scope> scopes, Instant createdAt, KeyTerms terms) {

  public ApiKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(hash);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(terms);
    scopes = Set.copyOf(scopes);
  }

  /** One without limits. */
  public ApiKey(String id, String hash, String owner, Set<Scope> scopes, Instant createdAt) {
    this(id, hash, owner, scopes, createdAt, KeyTerms.NONE);
  }

  /** Who the bearer of this key is. */
  public Caller caller() {
    return new Caller(id, owner, scopes);
  }

  public ApiKey withScopes(Set<Scope> fewer) {
    return new ApiKey(id, hash, owner, fewer, createdAt, terms);
  }

  public ApiKey withTerms(KeyTerms others) {
    return new ApiKey(id, hash, owner, scopes, createdAt, others);
  }
}
