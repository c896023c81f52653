package ai.karen.account.control.token;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What an access token says. Immutable.
 *
 * @param id names the token
 * @param issuer the engine itself, or the operator's
 * @param subject the user's id; at another issuer whatever that calls the user
 * @param name the address to log in with; null where the token has none
 * @param role by the token's groups
 * @param session null where another issuer keeps sessions
 */
public record AccessToken(
    String id,
    String issuer,
    String subject,
    String name,
    Role role,
    UUID session,
    Instant issuedAt,
    Instant expiresAt) {

  public AccessToken {
    Objects.requireNonNull(id);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(role);
    Objects.requireNonNull(expiresAt);
  }

  /**
   * What is to be said in one.
   *
   * @param user who is logged in
   */
  public record Contents(User user, UUID session, Instant expiresAt) {}

  /** Everybody is a user; administrators are more. */
  static Set<String> groups(Role role) {
    return role == Role.ADMIN
        ? Set.of(Role.USER.word(), Role.ADMIN.word())
        : Set.of(Role.USER.word());
  }
}
