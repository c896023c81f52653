package ai.karen.account.control.session;

import ai.karen.account.control.KeyHash;
import ai.karen.account.control.token.AccessToken;
import ai.karen.account.control.token.AccessTokens;
import ai.karen.account.control.user.Users;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.ProvenUser;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How sessions begin and go on. Thread-safe. Blocks: to be called on {@link
 * ai.karen.store.control.StoreThreads}.
 */
@ApplicationScoped
public class Sessions {
  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private final Ledger ledger;
  private final SessionOperations operations;
  private final SessionEnds ends;
  private final LiveSessions live;
  private final DatabaseAbsence absence;
  private final SessionLimits limits;
  private final AccessTokens tokens;
  private final Users users;
  private final KeyHash hash;
  private final TimeOrderedIds ids;

  /** For the container's client proxy. */
  protected Sessions() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public Sessions(
      Ledger ledger,
      SessionOperations operations,
      SessionEnds ends,
      LiveSessions live,
      DatabaseAbsence absence,
      SessionLimits limits,
      AccessTokens tokens,
      Users users,
      KeyHash hash,
      TimeOrderedIds ids) {
    this.ledger = ledger;
    this.operations = operations;
    this.ends = ends;
    this.live = live;
    this.absence = absence;
    this.limits = limits;
    this.tokens = tokens;
    this.users = users;
    this.hash = hash;
    this.ids = ids;
  }

  /**
   * For somebody whose password was right.
   *
   * @throws RefreshRefused where the account changed since, or all its sessions were ended
   * @throws StoreUnavailable it was not opened: that takes the database
   */
  public Access open(ProvenUser user, LoginSession.Origin origin) {
    UUID id = ids.nextUuid();
    Instant end = operations.now().plus(limits.absolute());
    ledger.executeInDatabase(operations.opened(id, user, end, origin));
    LoginSession session = find(id).orElseThrow(() -> refused(TokenRefusal.SESSION_REVOKED));
    return access(session, user(session), new RefreshValue(id, session.counter()), false);
  }

  /**
   * @param text of the cookie
   * @throws RefreshRefused for certain
   * @throws StoreUnavailable when it can't be known now; the cookie is as good as before, unless
   *     somebody else has one like it
   */
  public Access refresh(String text, String address) {
    RefreshValue value =
        RefreshValue.read(text, hash).orElseThrow(() -> refused(TokenRefusal.INVALID));
    LoginSession session = judged(value, address);
    if (absence.isAway() || !rotated(session, value, address)) {
      User user = user(session);
      return access(used(session, value, address), user, null, true);
    }
    LoginSession now = find(value.session()).orElse(session);
    requireGood(now);
    RefreshValue current = new RefreshValue(now.id(), Math.max(now.counter(), value.counter()));
    return access(now, user(now), current, absence.isAway());
  }

  /** A session that the value is good for. */
  private LoginSession judged(RefreshValue value, String address) {
    LoginSession session =
        find(value.session()).orElseThrow(() -> refused(TokenRefusal.SESSION_REVOKED));
    requireGood(session);
    Judgement judgement = Judgement.of(session, value.counter(), operations.now(), limits.idle());
    if (judgement == Judgement.REUSE) {
      ends.reused(session, address);
      throw refused(TokenRefusal.REFRESH_REUSE);
    }
    return session;
  }

  private void requireGood(LoginSession session) {
    if (session.isRevoked()) {
      throw refused(Revocation.refusal(session.revokedFor()));
    }
    if (session.isOver(operations.now(), limits.idle())) {
      throw refused(TokenRefusal.SESSION_EXPIRED);
    }
  }

  /** False where the database went away; true where this or a parallel call did it. */
  private boolean rotated(LoginSession session, RefreshValue value, String address) {
    if (value.counter() < session.counter()) {
      return true;
    }
    try {
      ledger.executeInDatabase(operations.rotated(value, limits.idle(), address));
      return true;
    } catch (StoreUnavailable away) {
      return false;
    }
  }

  /** As it is from now on; where nothing can be written down, as it was. */
  private LoginSession used(LoginSession session, RefreshValue value, String address) {
    try {
      ledger.execute(operations.used(value, address));
      return find(session.id()).orElse(session);
    } catch (StoreUnavailable full) {
      LOG.log(Level.DEBUG, "The use of a session is not written down", full);
      return session;
    }
  }

  private Optional<LoginSession> find(UUID id) {
    return ledger.read(id, rows -> rows.find(LoginSession.class, id));
  }

  private User user(LoginSession session) {
    SessionState state =
        users
            .find(session.userId())
            .filter(User::isActive)
            .map(user -> live.heard(SessionState.of(session, user, limits.idle())))
            .orElseThrow(() -> refused(TokenRefusal.SESSION_REVOKED));
    if (state.refusal() != null) {
      throw refused(state.refusal());
    }
    return state.user();
  }

  /**
   * @param refresh null leaves the cookie as it is
   */
  private Access access(LoginSession session, User user, RefreshValue refresh, boolean isAway) {
    Instant now = operations.now();
    Duration rest = Duration.between(now, session.end(limits.idle()));
    Duration life = shorter(limits.access(isAway), rest);
    String token = tokens.issue(new AccessToken.Contents(user, session.id(), now.plus(life)));
    return new Access(
        user,
        session.id(),
        token,
        life.toSeconds(),
        refresh == null ? null : refresh.text(hash),
        wholeSeconds(shorter(limits.idle(), rest)));
  }

  /** To the end of the last one: a client is not to lose the cookie before the session is over. */
  private static long wholeSeconds(Duration life) {
    return life.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static RefreshRefused refused(TokenRefusal refusal) {
    return new RefreshRefused(refusal);
  }
}
