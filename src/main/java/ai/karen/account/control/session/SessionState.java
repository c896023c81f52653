package ai.karen.account.control.session;

import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a session when a token of it is presented. Immutable.
 *
 * @param user null where the session is no more
 * @param createdAt null where nothing is known of the session
 * @param end when it ends unless it is used; null where nothing is known of it
 * @param refusal null while the session is good
 * @param revokedTokens ids of access tokens that are not
 */
record SessionState(
    UUID session,
    User user,
    Instant createdAt,
    Instant end,
    TokenRefusal refusal,
    Set<String> revokedTokens) {

  SessionState {
    revokedTokens = Set.copyOf(revokedTokens);
  }

  /** There is no such session (any more). */
  static SessionState gone(UUID session) {
    return new SessionState(session, null, null, null, TokenRefusal.SESSION_REVOKED, Set.of());
  }

  /**
   * @param user null where the account is gone or may not be used
   * @param idle how long a session may go unused
   */
  static SessionState of(LoginSession session, User user, Duration idle) {
    TokenRefusal refusal = refusal(session, user);
    return new SessionState(
        session.id(),
        user,
        session.createdAt(),
        session.end(idle),
        refusal,
        session.revokedTokens());
  }

  SessionState revoked() {
    return refused(TokenRefusal.SESSION_REVOKED);
  }

  SessionState expired() {
    return refused(TokenRefusal.SESSION_EXPIRED);
  }

  private SessionState refused(TokenRefusal reason) {
    return new SessionState(session, user, createdAt, end, reason, revokedTokens);
  }

  /** Whether its time is over, as far as it is known to have been used. */
  boolean isOver(Instant now) {
    return refusal == null && !now.isBefore(end);
  }

  /**
   * @param more ids of access tokens that are not good either
   */
  SessionState without(Set<String> more) {
    Set<String> all = new HashSet<>(revokedTokens);
    all.addAll(more);
    return new SessionState(session, user, createdAt, end, refusal, all);
  }

  private static TokenRefusal refusal(LoginSession session, User user) {
    if (session.isRevoked()) {
      return Revocation.refusal(session.revokedFor());
    }
    return user == null ? TokenRefusal.SESSION_REVOKED : null;
  }
}
