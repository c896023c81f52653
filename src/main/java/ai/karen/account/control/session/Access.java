package ai.karen.account.control.session;

import ai.karen.account.entity.User;
import java.util.Objects;
import java.util.UUID;

/**
 * What a login or a refresh brings. Immutable.
 *
 * @param token the access token; a secret
 * @param lifeSeconds until it expires
 * @param refresh what the cookie is to hold from now on; null where it stays as it is; a secret
 * @param refreshSeconds how long the client is to keep the cookie
 */
public record Access(
    User user, UUID session, String token, long lifeSeconds, String refresh, long refreshSeconds) {

  public Access {
    Objects.requireNonNull(user);
    Objects.requireNonNull(session);
    Objects.requireNonNull(token);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Access of session " + session;
  }
}
