package ai.karen.account.control.session;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.LoginSession;
import ai.karen.json.entity.Json;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Sessions, as the stores see them. Thread-safe. */
@ApplicationScoped
public class SessionKind implements AggregateKind {
  /** The one format of payloads so far. */
  static final int VERSION = 1;

  static final String OPENED = "session.opened";
  static final String ROTATED = "session.rotated";
  static final String USED = "session.used";
  static final String REVOKED = "session.revoked";
  static final String TOKEN_REVOKED = "session.token-revoked";
  static final String ENDED = "session.all-revoked";
  static final String FORGOTTEN = "session.all-forgotten";

  static final String USER = "user";
  static final String END = "end";
  static final String DEVICE = "device";
  static final String ADDRESS = "address";
  static final String COUNTER = "counter";
  static final String IDLE = "idle";
  static final String REASON = "reason";
  static final String TOKEN = "token";
  static final String KEPT = "kept";
  static final String REVISION = "revision";

  private static final String REVOKE_ALL =
      "update LoginSession s set s.revokedAt = :at, s.revokedFor = :reason,"
          + " s.revision = s.revision + 1"
          + " where s.userId = :user and s.createdAt <= :at and s.revokedAt is null";

  private static final Map<String, Change> CHANGES =
      Map.of(
          OPENED, SessionKind::open,
          ROTATED, SessionKind::rotate,
          USED, SessionKind::use,
          REVOKED, SessionKind::revoke,
          TOKEN_REVOKED, SessionKind::revokeToken,
          ENDED, SessionKind::end,
          FORGOTTEN, SessionKind::sweep);

  @Override
  public Set<String> types() {
    return CHANGES.keySet();
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(LoginSession.class, Account.class);
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    JsonObject payload = Json.readObject(operation.payload());
    return CHANGES.get(operation.type()).apply(operation, payload, rows);
  }

  /**
   * Nothing, where the account changed since the password was checked. Its row is locked, as by the
   * end of all sessions: of the two the later one sees what the earlier one did.
   */
  private static Effect open(Operation operation, JsonObject payload, Rows rows) {
    UUID user = UUID.fromString(payload.getString(USER));
    long proven = payload.getJsonNumber(REVISION).longValueExact();
    if (rows.lock(Account.class, user).filter(now -> now.revision() == proven).isEmpty()) {
      return Effect.GONE;
    }
    rows.add(
        new LoginSession(
            operation.aggregate(),
            user,
            operation.at(),
            Instant.parse(payload.getString(END)),
            new LoginSession.Origin(payload.getString(DEVICE), payload.getString(ADDRESS))));
    return Effect.APPLIED;
  }

  /** The compare-and-set, under the row's lock. */
  private static Effect rotate(Operation operation, JsonObject payload, Rows rows) {
    long presented = payload.getJsonNumber(COUNTER).longValueExact();
    Duration idle = Duration.parse(payload.getString(IDLE));
    Optional<LoginSession> current =
        rows.lock(LoginSession.class, operation.aggregate())
            .filter(
                session ->
                    Judgement.of(session, presented, operation.at(), idle) == Judgement.ROTATE);
    current.ifPresent(
        session -> session.rotate(presented, operation.at(), payload.getString(ADDRESS)));
    return current.isPresent() ? Effect.APPLIED : Effect.GONE;
  }

  /** Nobody was promised it: where the session has ended meanwhile, that is no conflict. */
  private static Effect use(Operation operation, JsonObject payload, Rows rows) {
    Optional<LoginSession> current = rows.lock(LoginSession.class, operation.aggregate());
    long presented = payload.getJsonNumber(COUNTER).longValueExact();
    current
        .filter(session -> !session.isRevoked())
        .ifPresent(session -> session.use(presented, operation.at(), payload.getString(ADDRESS)));
    return current.isPresent() ? Effect.APPLIED : Effect.GONE;
  }

  /**
   * Where the session is not known, it may be elsewhere: the end is kept, and takes effect when it
   * gets there.
   */
  private static Effect revoke(Operation operation, JsonObject payload, Rows rows) {
    rows.lock(LoginSession.class, operation.aggregate())
        .ifPresent(session -> session.revoke(operation.at(), payload.getString(REASON)));
    return Effect.APPLIED;
  }

  private static Effect revokeToken(Operation operation, JsonObject payload, Rows rows) {
    rows.lock(LoginSession.class, operation.aggregate())
        .ifPresent(
            session ->
                session.revokeToken(
                    payload.getString(TOKEN),
                    Instant.parse(payload.getString(END)),
                    operation.at()));
    return Effect.APPLIED;
  }

  /**
   * Also of sessions that this node never saw, once it gets to the database; and of those whose
   * login is under way.
   */
  private static Effect end(Operation operation, JsonObject payload, Rows rows) {
    UUID user = UUID.fromString(payload.getString(USER));
    rows.lock(Account.class, user).ifPresent(account -> account.endLogins(operation.at()));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("at", operation.at());
    parameters.put("reason", payload.getString(REASON));
    parameters.put("user", user);
    if (payload.containsKey(KEPT)) {
      parameters.put("kept", UUID.fromString(payload.getString(KEPT)));
      rows.execute(REVOKE_ALL + " and s.id <> :kept", parameters);
    } else {
      rows.execute(REVOKE_ALL, parameters);
    }
    return Effect.APPLIED;
  }

  /** Only what is over, whatever the operation says. */
  private static Effect sweep(Operation operation, JsonObject payload, Rows rows) {
    Instant end = Instant.parse(payload.getString(END));
    rows.execute(
        "delete from LoginSession s where s.absoluteEnd < :end",
        Map.of("end", end.isBefore(operation.at()) ? end : operation.at()));
    return Effect.APPLIED;
  }

  @Override
  public Optional<String> edition(UUID aggregate, Rows rows) {
    return rows.find(LoginSession.class, aggregate).map(LoginSession::edition);
  }

  @Override
  public Consumer<Rows> copy(UUID aggregate, Rows database) {
    Optional<LoginSession> there =
        database.find(LoginSession.class, aggregate).map(LoginSession::copy);
    return local -> {
      forget(aggregate, local);
      there.ifPresent(local::add);
    };
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    local.execute("delete from LoginSession s where s.id = :id", Map.of("id", aggregate));
  }

  /** How one type of operation takes effect. */
  private interface Change {
    Effect apply(Operation operation, JsonObject payload, Rows rows);
  }
}
