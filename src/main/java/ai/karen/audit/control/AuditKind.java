package ai.karen.audit.control;

import ai.karen.audit.entity.AuditRow;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.json.entity.Json;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Piecemeal;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The audit log, as the stores see it; an aggregate is a chain. Thread-safe. */
@ApplicationScoped
public class AuditKind implements AggregateKind {
  private static final String RECORDED = "audit.recorded";
  private static final String PRUNED = "audit.pruned";
  private static final int VERSION = 1;
  private static final String ENTRIES = "entries";
  private static final String THROUGH = "through";
  private static final String BEGINNING =
      " where r.chain = :chain and r.seq > :from and r.seq <= :through";

  static Operation recorded(UUID id, UUID chain, List<SealedEntry> entries, Instant at) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    entries.forEach(entry -> array.add(EntryJson.of(entry)));
    String payload = Json.createObjectBuilder().add(ENTRIES, array).build().toString();
    return new Operation(id, chain, RECORDED, VERSION, at, payload, "");
  }

  /** Removes a chain's beginning. */
  static Operation pruned(UUID id, UUID chain, long through, Instant at) {
    String payload = Json.createObjectBuilder().add(THROUGH, through).build().toString();
    return new Operation(id, chain, PRUNED, VERSION, at, payload, "");
  }

  @Override
  public Set<String> types() {
    return Set.of(RECORDED, PRUNED);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(AuditRow.class);
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    JsonObject payload = Json.readObject(operation.payload());
    if (operation.type().equals(PRUNED)) {
      Map<String, ?> old =
          Map.of(
              "chain", operation.aggregate(), THROUGH, payload.getJsonNumber(THROUGH).longValue());
      Piecemeal.delete(
          Long.class,
          -1L,
          "select r.seq from AuditRow r" + BEGINNING + " order by r.seq",
          "delete from AuditRow r" + BEGINNING + " and r.seq <= :until",
          old,
          rows);
    } else {
      payload.getJsonArray(ENTRIES).stream()
          .map(JsonValue::asJsonObject)
          .forEach(json -> rows.add(row(json)));
    }
    return Effect.APPLIED;
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    // It goes when its time is over, here as there.
  }

  private static AuditRow row(JsonObject json) {
    return new AuditRow(EntryJson.read(json), json.getJsonObject(EntryJson.DETAILS).toString());
  }
}
