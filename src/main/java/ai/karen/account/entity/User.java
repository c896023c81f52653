package ai.karen.account.entity;

import java.util.Objects;
import java.util.UUID;

/**
 * Somebody with an account. Immutable.
 *
 * @param name null where none is known
 */
public record User(UUID id, String email, String name, Role role, boolean isActive) {

  public User {
    Objects.requireNonNull(id);
    Objects.requireNonNull(email);
    Objects.requireNonNull(role);
  }
}
