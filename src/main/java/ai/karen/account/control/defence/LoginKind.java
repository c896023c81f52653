package ai.karen.account.control.defence;

import ai.karen.account.entity.LoginHabit;
import ai.karen.account.entity.LoginLane;
import ai.karen.json.entity.Json;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Notes;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is kept of attempts to sign in, as the stores see it: notes, of which the latest counts,
 * because they may come in any order. Thread-safe.
 */
@ApplicationScoped
public class LoginKind implements AggregateKind {
  private static final String COUNTED = "login.counted";
  private static final String REMEMBERED = "login.remembered";
  private static final String PRUNED = "login.pruned";
  private static final int VERSION = 1;
  private static final String BEFORE = "before";
  private static final String LANE = "lane";
  private static final String ACCOUNT = "account";

  static Operation counted(UUID id, String lane, LaneState state) {
    return operation(
        id,
        COUNTED,
        state.at(),
        Json.createObjectBuilder()
            .add(LANE, lane)
            .add("failures", state.failures())
            .add("blocked_until", state.blockedUntil().toString()));
  }

  static Operation remembered(UUID id, String account, Habit habit, Instant at) {
    return operation(
        id,
        REMEMBERED,
        at,
        Json.createObjectBuilder()
            .add(ACCOUNT, account)
            .add("logins", habit.logins())
            .add("sites", String.join(",", habit.sites())));
  }

  /**
   * @param lanes lanes not counted since are forgotten
   * @param habits habits without a login since are forgotten
   */
  static Operation pruned(UUID id, Instant lanes, Instant habits, Instant at) {
    return operation(
        id,
        PRUNED,
        at,
        Json.createObjectBuilder().add("lanes", lanes.toString()).add("habits", habits.toString()));
  }

  @Override
  public Set<String> types() {
    return Set.of(COUNTED, REMEMBERED, PRUNED);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(LoginLane.class, LoginHabit.class);
  }

  /** Rows are those of a lane or an account, which every node may write. */
  @Override
  public UUID locks(Operation operation) {
    JsonObject payload = Json.readObject(operation.payload());
    String row = payload.getString(LANE, payload.getString(ACCOUNT, null));
    return row == null
        ? operation.aggregate()
        : UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    JsonObject payload = Json.readObject(operation.payload());
    switch (operation.type()) {
      case COUNTED -> count(payload, micros(operation.at()), rows);
      case REMEMBERED -> remember(payload, micros(operation.at()), rows);
      default -> prune(payload, rows);
    }
    return Effect.APPLIED;
  }

  private static void count(JsonObject payload, Instant at, Rows rows) {
    String lane = payload.getString(LANE);
    Optional<LoginLane> known = rows.find(LoginLane.class, lane);
    if (known.filter(row -> row.countedAt().isAfter(at)).isEmpty()) {
      Instant blocked = micros(Instant.parse(payload.getString("blocked_until")));
      rows.put(new LoginLane(lane, payload.getInt("failures"), blocked, at));
    }
  }

  private static void remember(JsonObject payload, Instant at, Rows rows) {
    String account = payload.getString(ACCOUNT);
    Optional<LoginHabit> known = rows.find(LoginHabit.class, account);
    if (known.filter(row -> row.lastLogin().isAfter(at)).isEmpty()) {
      rows.put(new LoginHabit(account, payload.getInt("logins"), payload.getString("sites"), at));
    }
  }

  private static void prune(JsonObject payload, Rows rows) {
    rows.execute(
        "delete from LoginLane l where l.countedAt < :before",
        Map.of(BEFORE, Instant.parse(payload.getString("lanes"))));
    rows.execute(
        "delete from LoginHabit h where h.lastLogin < :before",
        Map.of(BEFORE, Instant.parse(payload.getString("habits"))));
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    // There is no copy.
  }

  private static Operation operation(UUID id, String type, Instant at, JsonObjectBuilder payload) {
    return new Operation(
        id, Notes.aggregate(id), type, VERSION, at, payload.build().toString(), "");
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
