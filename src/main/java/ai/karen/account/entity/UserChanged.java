package ai.karen.account.entity;

import java.util.Objects;
import java.util.UUID;

/**
 * Somebody's account changed so that what was proven before holds no more: a CDI event, fired once
 * the change is safe, or may be. Who observes it fails where it could not do its part, and is told
 * again; more than once in any case. Immutable.
 *
 * @param keptSession of the sessions, the one that goes on; null for none
 */
public record UserChanged(UUID user, Kind kind, UUID keptSession) {

  public UserChanged {
    Objects.requireNonNull(user);
    Objects.requireNonNull(kind);
  }

  /** What it means for sessions and keys. */
  public enum Kind {
    /** Sessions end where that was asked for. */
    PASSWORD_CHANGED,
    /** Sessions end and keys stop. */
    DISABLED,
    /** Sessions take the role at their next token. */
    ROLE_CHANGED,
    /** Everything of theirs goes. */
    DELETED
  }
}
