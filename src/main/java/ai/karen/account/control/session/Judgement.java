package ai.karen.account.control.session;

import ai.karen.account.entity.LoginSession;
import java.time.Duration;
import java.time.Instant;

/** What a presented refresh value means to its session. */
enum Judgement {
  /** The current one: it is to be replaced. */
  ROTATE,
  /** Replaced already, but nobody may have got its successor: the current one is the answer. */
  FOLLOW,
  /** Replaced, and the successor was seen: somebody has a copy. */
  REUSE,
  /** The session was ended. */
  REVOKED,
  /** The session came to its end by itself. */
  EXPIRED;

  /**
   * A counter beyond the current one is of a database that lost its last commits; the HMAC says
   * that it was given out.
   */
  static Judgement of(LoginSession session, long presented, Instant now, Duration idle) {
    if (session.isRevoked()) {
      return REVOKED;
    }
    if (session.isOver(now, idle)) {
      return EXPIRED;
    }
    if (presented >= session.counter()) {
      return ROTATE;
    }
    boolean isPredecessor = presented == session.counter() - 1 && !session.isSuccessorSeen();
    return isPredecessor || session.rotatedLately(presented, now) ? FOLLOW : REUSE;
  }
}
