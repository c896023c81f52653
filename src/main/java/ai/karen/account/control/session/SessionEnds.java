package ai.karen.account.control.session;

import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.UserChanged;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * How sessions end. What this returned from is dead on this node, and soon on every other.
 * Thread-safe. Blocks.
 */
@ApplicationScoped
public class SessionEnds {
  private static final int MOST = 1_000;

  private final Ledger ledger;
  private final SessionOperations operations;
  private final LiveSessions live;
  private final SessionAudit audit;

  /** For the container's client proxy. */
  protected SessionEnds() {
    this(null, null, null, null);
  }

  @Inject
  public SessionEnds(
      Ledger ledger, SessionOperations operations, LiveSessions live, SessionAudit audit) {
    this.ledger = ledger;
    this.operations = operations;
    this.live = live;
    this.audit = audit;
  }

  /** Ends one, whether this node knows it or not. */
  public void end(UUID session, String reason) {
    ledger.execute(operations.revoked(session, reason));
    live.tell(new News.Ended(session));
  }

  /**
   * Ends all of a user's.
   *
   * @param kept the one that goes on; null for none
   */
  public void endAll(UUID user, UUID kept, String reason) {
    List<UUID> running = running(user, kept);
    Operation ended = operations.ended(user, kept, reason);
    Acknowledgement done = ledger.execute(ended);
    live.tell(new News.AllEnded(user, ended.at(), kept));
    if (done.place() == Acknowledgement.Place.JOURNAL) {
      // So that each is answered from here, and not made anew, until the database has its end.
      running.forEach(session -> ledger.execute(operations.revoked(session, reason)));
    }
  }

  /** Those that are known; all end, also where nobody can tell now which there are. */
  private List<UUID> running(UUID user, UUID kept) {
    try {
      return of(user).value().stream()
          .map(LoginSession::id)
          .filter(session -> !session.equals(kept))
          .toList();
    } catch (StoreUnavailable away) {
      return List.of();
    }
  }

  /** One access token, whose session goes on. */
  public void endToken(UUID session, String token, Instant end) {
    ledger.execute(operations.tokenRevoked(session, token, end));
    live.tell(new News.TokenRevoked(session, token));
  }

  /** A user's, the most recently used first, without those that were ended. */
  public Reading<List<LoginSession>> of(UUID user) {
    return ledger.list(
        rows ->
            rows.list(
                LoginSession.class,
                "select s from LoginSession s where s.userId = :user and s.revokedAt is null"
                    + " and s.absoluteEnd > :now order by s.lastUsedAt desc",
                Map.of("user", user, "now", operations.now()),
                MOST));
  }

  /** Somebody has a copy of its refresh values. */
  void reused(LoginSession session, String address) {
    endUntrusted(session.userId(), session.id(), Revocation.REFRESH_REUSE, address);
  }

  /**
   * Its use looks like somebody else's: who it is has to prove it anew, and nothing else is lost.
   */
  public void doubted(UUID user, UUID session, String address) {
    endUntrusted(user, session, Revocation.STEP_UP_REQUIRED, address);
  }

  /**
   * Told before it is written down, so that it is over on this node, until a restart, also where no
   * store takes it; and told again, because until the reason stands in a store nobody knows it.
   */
  private void endUntrusted(UUID user, UUID session, String reason, String address) {
    live.tell(new News.Ended(session));
    try {
      end(session, reason);
    } finally {
      audit.refused(reason, user, session, address);
    }
  }

  void changed(@Observes UserChanged change) {
    switch (change.kind()) {
      case ROLE_CHANGED -> live.tell(new News.Changed(change.user()));
      case PASSWORD_CHANGED, DISABLED, DELETED ->
          endAll(change.user(), change.keptSession(), word(change.kind()));
      default -> throw new IllegalArgumentException(change.kind().toString());
    }
  }

  private static String word(UserChanged.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
