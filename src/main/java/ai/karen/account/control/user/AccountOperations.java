package ai.karen.account.control.user;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.json.entity.Json;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Puts changes to accounts into operations. Thread-safe. */
@ApplicationScoped
public class AccountOperations {
  static final String EMAIL = "email";
  static final String NAME = "name";
  static final String ROLE = "role";
  static final String ACTIVE = "active";
  static final String HASH = "hash";
  static final String OLD_HASH = "old_hash";
  static final String FIRST = "first";

  private static final String FOLLOWS = "follows";
  private static final String KEPT = "kept";

  private final TimeOrderedIds ids;
  private final Clock clock;

  /** For the container's client proxy. */
  protected AccountOperations() {
    this(null, null);
  }

  @Inject
  public AccountOperations(TimeOrderedIds ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  UUID nextId() {
    return ids.nextUuid();
  }

  /**
   * @param first only where there is no administrator
   */
  Operation created(User user, String hash, boolean first) {
    return operation(
        user.id(), AccountKind.CREATED, payload(user).add(HASH, hash).add(FIRST, first));
  }

  Operation changed(User user) {
    return operation(user.id(), AccountKind.CHANGED, payload(user));
  }

  /**
   * @param oldHash the one that must still be there
   */
  Operation password(UUID user, String oldHash, String hash) {
    return operation(
        user,
        AccountKind.PASSWORD,
        Json.createObjectBuilder().add(OLD_HASH, oldHash).add(HASH, hash));
  }

  Operation deleted(UUID user) {
    return operation(user, AccountKind.DELETED, Json.createObjectBuilder());
  }

  /** The same, which also writes down what must follow from it. */
  Operation followed(Operation change, UserChanged by) {
    JsonObjectBuilder payload =
        Json.createObjectBuilder(Json.readObject(change.payload())).add(FOLLOWS, by.kind().name());
    if (by.keptSession() != null) {
      payload.add(KEPT, by.keptSession().toString());
    }
    return new Operation(
        change.id(),
        change.aggregate(),
        change.type(),
        change.version(),
        change.at(),
        payload.build().toString(),
        change.fingerprint());
  }

  /**
   * What must follow was done.
   *
   * @param change the operation from which it followed
   */
  Operation done(UUID change) {
    return operation(change, AccountKind.FOLLOWED, Json.createObjectBuilder());
  }

  /** Null where nothing must follow. */
  static UserChanged consequence(UUID user, JsonObject payload) {
    String kind = payload.getString(FOLLOWS, null);
    String kept = payload.getString(KEPT, null);
    return kind == null
        ? null
        : new UserChanged(
            user, UserChanged.Kind.valueOf(kind), kept == null ? null : UUID.fromString(kept));
  }

  static User user(UUID id, JsonObject payload) {
    return new User(
        id,
        payload.getString(EMAIL),
        payload.getString(NAME, null),
        Role.of(payload.getString(ROLE)),
        payload.getBoolean(ACTIVE));
  }

  private static JsonObjectBuilder payload(User user) {
    JsonObjectBuilder payload =
        Json.createObjectBuilder()
            .add(EMAIL, user.email())
            .add(ROLE, user.role().word())
            .add(ACTIVE, user.isActive());
    return user.name() == null ? payload : payload.add(NAME, user.name());
  }

  private Operation operation(UUID aggregate, String type, JsonObjectBuilder payload) {
    return new Operation(
        ids.nextUuid(),
        aggregate,
        type,
        AccountKind.VERSION,
        now(),
        payload.build().toString(),
        "");
  }
}
