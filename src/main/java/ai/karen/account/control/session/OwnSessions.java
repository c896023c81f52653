package ai.karen.account.control.session;

import ai.karen.account.control.token.TokenIds;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.LoginSession;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What somebody sees of their sessions and does to them. Others' are as if they were not there.
 * Thread-safe. Blocks.
 */
@ApplicationScoped
public class OwnSessions {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Ledger ledger;
  private final SessionEnds ends;
  private final SessionLimits limits;
  private final SessionOperations operations;
  private final TokenIds tokens;
  private final SessionAudit audit;

  /** For the container's client proxy. */
  protected OwnSessions() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public OwnSessions(
      Ledger ledger,
      SessionEnds ends,
      SessionLimits limits,
      SessionOperations operations,
      TokenIds tokens,
      SessionAudit audit) {
    this.ledger = ledger;
    this.ends = ends;
    this.limits = limits;
    this.operations = operations;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Those that are not over. */
  public Reading<List<LoginSession>> of(Caller caller) {
    Reading<List<LoginSession>> all = ends.of(UUID.fromString(caller.owner()));
    Instant now = operations.now();
    List<LoginSession> running =
        all.value().stream().filter(session -> !session.isOver(now, limits.idle())).toList();
    return new Reading<>(running, all.partial());
  }

  /** When it ends unless it is used. */
  public Instant end(LoginSession session) {
    return session.end(limits.idle());
  }

  /**
   * @throws ProblemException 404 where the caller has no such session
   */
  public void end(Caller caller, String id, String address) {
    UUID session = own(caller, id).id();
    ends.end(session, Revocation.ENDED_BY_OWNER);
    audit.success("session_ended", UUID.fromString(caller.owner()), session, address);
  }

  /**
   * @throws ProblemException 404 where the caller has no such session, it is over, or no token of
   *     it has that id
   */
  public void endToken(Caller caller, String id, String token, String address) {
    LoginSession known = own(caller, id);
    UUID session = known.id();
    boolean isAlive = !known.isRevoked() && !known.isOver(operations.now(), limits.idle());
    if (!isAlive || !tokens.isIssued(session, token)) {
      throw notFound();
    }
    ends.endToken(session, token, operations.now().plus(limits.access(false)));
    audit.success("token_revoked", UUID.fromString(caller.owner()), session, address);
  }

  private LoginSession own(Caller caller, String id) {
    return Optional.of(id)
        .filter(text -> ID.matcher(text).matches())
        .map(UUID::fromString)
        .flatMap(session -> ledger.read(session, rows -> rows.find(LoginSession.class, session)))
        .filter(session -> session.userId().toString().equals(caller.owner()))
        .orElseThrow(OwnSessions::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.invalid(404, "not_found", "You have no such session.", null)
            .withNextSteps("GET /api/auth/sessions lists yours."));
  }
}
