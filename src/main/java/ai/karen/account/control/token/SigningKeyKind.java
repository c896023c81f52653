package ai.karen.account.control.token;

import ai.karen.account.entity.SigningKey;
import ai.karen.json.entity.Json;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The signing keys of a deployment, all in one aggregate. Thread-safe. */
@ApplicationScoped
public class SigningKeyKind implements AggregateKind {
  static final UUID AGGREGATE = UUID.fromString("5167e4f0-6b65-8973-8000-000000000001");
  static final int VERSION = 1;
  static final String MADE = "signing-key.made";
  static final String KEY = "key";
  static final String GENERATION = "generation";
  static final String SEALED = "sealed";

  /** Whoever still has a token of the one before has not used it for a key's whole life. */
  private static final int KEPT = 2;

  private static final int MOST = 100;

  @Override
  public Set<String> types() {
    return Set.of(MADE);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(SigningKey.class);
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    JsonObject payload = Json.readObject(operation.payload());
    int generation = payload.getInt(GENERATION);
    if (all(rows).stream().anyMatch(key -> key.generation() >= generation)) {
      return Effect.GONE;
    }
    rows.add(
        new SigningKey(
            payload.getString(KEY), generation, operation.at(), payload.getString(SEALED)));
    rows.execute(
        "delete from SigningKey k where k.generation <= :old", Map.of("old", generation - KEPT));
    return Effect.APPLIED;
  }

  static List<SigningKey> all(Rows rows) {
    return rows.list(
        SigningKey.class, "select k from SigningKey k order by k.generation", Map.of(), MOST);
  }

  @Override
  public Optional<String> edition(UUID aggregate, Rows rows) {
    return Optional.of(aggregate)
        .filter(AGGREGATE::equals)
        .map(ours -> all(rows))
        .filter(keys -> !keys.isEmpty())
        .map(keys -> keys.stream().map(SigningKey::id).collect(Collectors.joining(" ")));
  }

  @Override
  public Consumer<Rows> copy(UUID aggregate, Rows database) {
    if (!aggregate.equals(AGGREGATE)) {
      return local -> {};
    }
    List<SigningKey> there = all(database).stream().map(SigningKey::copy).toList();
    return local -> {
      forget(aggregate, local);
      there.forEach(local::add);
    };
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    if (aggregate.equals(AGGREGATE)) {
      local.execute("delete from SigningKey k where k.generation >= :first", Map.of("first", 0));
    }
  }
}
