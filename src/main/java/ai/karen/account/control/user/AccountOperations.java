package ai.karen.account.control.user;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.json.entity.Json;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
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

  private Operation operation(UUID user, String type, JsonObjectBuilder payload) {
    return new Operation(
        ids.nextUuid(),
        user,
        type,
        AccountKind.VERSION,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        payload.build().toString(),
        "");
  }
}
