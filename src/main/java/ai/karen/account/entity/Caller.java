package ai.karen.account.entity;

import java.security.Principal;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Who sent a request, once that is certain. Immutable.
 *
 * @param keyId the public part of the API key; fit for logs
 * @param owner the account that answers for the key
 * @param scopes what the key may be used for
 * @param session the login session of a person; null for an API key
 */
public record Caller(String keyId, String owner, Set<Scope> scopes, UUID session)
    implements Principal {

  public Caller {
    Objects.requireNonNull(keyId);
    Objects.requireNonNull(owner);
    scopes = Set.copyOf(scopes);
  }

  /** The bearer of an API key. */
  public Caller(String keyId, String owner, Set<Scope> scopes) {
    this(keyId, owner, scopes, null);
  }

  @Override
  public String getName() {
    return owner;
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
