package ai.karen.status.boundary;

import ai.karen.json.entity.Json;
import ai.karen.status.entity.CheckResult;
import ai.karen.status.entity.HealthReport;
import ai.karen.store.control.MeetingPoint;
import ai.karen.store.control.StoreHealth;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.ParkedEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** How the stores are, what waits in the journal, and what could not be applied. Thread-safe. */
@ApplicationScoped
public class StoresJson {
  private static final String NOT_SET_UP =
      "No Redis is configured: each node remembers for itself.";

  /** Shown, of however many there are. */
  static final int PARKED = 100;

  private final StoreHealth stores;
  private final MeetingPoint redis;

  /** For the container's client proxy. */
  protected StoresJson() {
    this(null, null);
  }

  @Inject
  public StoresJson(StoreHealth stores, MeetingPoint redis) {
    this.stores = stores;
    this.redis = redis;
  }

  /**
   * @param ready what the stores' own checks said
   */
  JsonObject json(HealthReport ready) {
    JournalStatus journal = stores.journal();
    JsonObject figures =
        new NullableJson()
            .add("depth", journal.depth())
            .add("oldest", journal.oldest())
            .add("bytes", journal.bytes())
            .add("limit_bytes", journal.limit())
            .add("fault", journal.fault())
            .add("last_replay", stores.replays().lastAt())
            .add("replayed", stores.replays().total())
            .add("fallbacks", stores.fallbacks())
            .add("parked_total", journal.parked())
            .build();
    JsonObject whole = Json.createObjectBuilder(figures).add("parked", parked()).build();
    return Json.createObjectBuilder()
        .add("database", standing("database", ready))
        .add("redis", redis(redis, ready))
        .add("journal", whole)
        .build();
  }

  /** Nobody checks a Redis that the operator has not set up. */
  static JsonObject redis(MeetingPoint redis, HealthReport ready) {
    return redis.isWanted()
        ? standing("redis", ready)
        : new NullableJson()
            .add("mode", MeetingPoint.MEMORY)
            .add("since", null)
            .add("reason", NOT_SET_UP)
            .build();
  }

  private static JsonObject standing(String store, HealthReport ready) {
    CheckResult check =
        ready.checks().stream()
            .filter(each -> each.name().equals(store))
            .findFirst()
            .orElseGet(() -> CheckResult.broken(store, "It was not asked."));
    String reason = check.text("reason", "");
    return new NullableJson()
        .add("mode", check.text("mode", "unknown"))
        .add("since", check.text("since", null))
        .add("reason", reason.isEmpty() ? null : reason)
        .build();
  }

  private JsonArray parked() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    stores.parked(PARKED).forEach(parked -> array.add(json(parked)));
    return array.build();
  }

  private static JsonObject json(ParkedEntry parked) {
    return new NullableJson()
        .add("operation", parked.entry().operation().id())
        .add("type", parked.entry().operation().type())
        .add("aggregate", parked.entry().operation().aggregate())
        .add("journaled_at", parked.entry().journaledAt())
        .add("reason", parked.reason())
        .build();
  }
}
