package ai.karen.account.control.key;

import ai.karen.account.entity.ApiKey;
import ai.karen.json.entity.Json;
import ai.karen.store.control.Notes;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Puts changes to keys into operations. Thread-safe. */
@ApplicationScoped
public class KeyOperations {
  static final String KEY = "key";
  static final String ID = "id";
  static final String OLD_ENDS = "old_ends";
  static final String NODE = "node";
  static final String TOKENS = "tokens";

  private final TimeOrderedIds ids;
  private final Clock clock;

  /** For the container's client proxy. */
  protected KeyOperations() {
    this(null, null);
  }

  @Inject
  public KeyOperations(TimeOrderedIds ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** As exactly as the databases keep it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @param oldEnds when the key that it follows ends at the latest, where it follows one
   */
  Operation created(ApiKey key, Instant oldEnds) {
    return operation(
        ids.nextUuid(),
        aggregate(key.id()),
        KeyKind.CREATED,
        Json.createObjectBuilder().add(KEY, KeyText.write(key)).add(OLD_ENDS, oldEnds.toString()));
  }

  Operation revoked(String id) {
    return operation(
        ids.nextUuid(), aggregate(id), KeyKind.REVOKED, Json.createObjectBuilder().add(ID, id));
  }

  /**
   * Each is carried out once, so that they add up.
   *
   * @param tokens none where it was merely used
   */
  Operation spent(String id, UUID node, long tokens) {
    UUID operation = ids.nextUuid();
    return operation(
        operation,
        Notes.aggregate(operation),
        KeyKind.SPENT,
        Json.createObjectBuilder().add(ID, id).add(NODE, node.toString()).add(TOKENS, tokens));
  }

  private static UUID aggregate(String id) {
    return UUID.nameUUIDFromBytes(("api-key:" + id).getBytes(StandardCharsets.UTF_8));
  }

  private Operation operation(UUID id, UUID aggregate, String type, JsonObjectBuilder payload) {
    return new Operation(
        id, aggregate, type, KeyKind.VERSION, now(), payload.build().toString(), "");
  }
}
