package ai.karen.account.entity;

import java.util.Objects;

/**
 * Somebody whose password was right. Immutable.
 *
 * @param revision of the account when that was found out; what was proven holds as long as the
 *     account has it
 */
public record ProvenUser(User user, long revision) {
  public ProvenUser {
    Objects.requireNonNull(user);
  }
}
