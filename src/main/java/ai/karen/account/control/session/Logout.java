package ai.karen.account.control.session;

import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Somebody logs out. Thread-safe. Blocks. */
@ApplicationScoped
public class Logout {
  private final Ledger ledger;
  private final SessionEnds ends;
  private final SessionAudit audit;
  private final KeyHash hash;

  /** For the container's client proxy. */
  protected Logout() {
    this(null, null, null, null);
  }

  @Inject
  public Logout(Ledger ledger, SessionEnds ends, SessionAudit audit, KeyHash hash) {
    this.ledger = ledger;
    this.ends = ends;
    this.audit = audit;
    this.hash = hash;
  }

  /**
   * Any refresh value of the session will do, also an old one.
   *
   * @param cookie null where there was none
   * @param session of an access token; null where there was none; counts without a cookie
   * @param everywhere ends all of the user's, for which the session has to be good
   * @throws RefreshRefused where neither names a session
   */
  public void logOut(String cookie, UUID session, boolean everywhere, String address) {
    UUID named = named(cookie, session);
    if (everywhere) {
      everywhere(named, address);
    } else {
      Optional<UUID> user = user(named);
      ends.end(named, Revocation.LOGOUT);
      audit.ended(Revocation.LOGOUT, user.orElse(null), named, address);
    }
  }

  /** Empty where nobody can tell now; a logout does not wait for that. */
  private Optional<UUID> user(UUID session) {
    try {
      return ledger
          .read(session, rows -> rows.find(LoginSession.class, session))
          .map(LoginSession::userId);
    } catch (StoreUnavailable away) {
      return Optional.empty();
    }
  }

  private void everywhere(UUID named, String address) {
    LoginSession session =
        ledger
            .read(named, rows -> rows.find(LoginSession.class, named))
            .filter(known -> !known.isRevoked())
            .orElseThrow(() -> new RefreshRefused(TokenRefusal.SESSION_REVOKED));
    ends.endAll(session.userId(), null, Revocation.LOGOUT_EVERYWHERE);
    audit.success(Revocation.LOGOUT_EVERYWHERE, session.userId(), named, address);
  }

  private UUID named(String cookie, UUID session) {
    Optional<UUID> byCookie =
        Optional.ofNullable(cookie)
            .flatMap(text -> RefreshValue.read(text, hash))
            .map(RefreshValue::session);
    return byCookie
        .or(() -> Optional.ofNullable(session))
        .orElseThrow(
            () -> new RefreshRefused(cookie == null ? TokenRefusal.MISSING : TokenRefusal.INVALID));
  }
}
