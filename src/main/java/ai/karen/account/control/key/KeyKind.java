package ai.karen.account.control.key;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.ApiKeyRow;
import ai.karen.account.entity.KeyUsage;
import ai.karen.account.entity.RevokedKey;
import ai.karen.json.entity.Json;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** API keys, as the stores see them. Thread-safe. */
@ApplicationScoped
public class KeyKind implements AggregateKind {
  static final int VERSION = 1;

  static final String CREATED = "api_key.created";
  static final String REVOKED = "api_key.revoked";
  static final String SPENT = "api_key.spent";

  /** Of journals that an older version left; it told what a node had counted altogether. */
  static final String USED = "api_key.used";

  /** How many keys an account may have. */
  static final int MOST = 100;

  @Override
  public Set<String> types() {
    return Set.of(CREATED, REVOKED, SPENT, USED);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(ApiKeyRow.class, RevokedKey.class, KeyUsage.class, Account.class);
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    JsonObject payload = Json.readObject(operation.payload());
    return switch (operation.type()) {
      case CREATED -> create(operation, payload, rows);
      case REVOKED -> revoke(operation, payload, rows);
      case SPENT -> spend(operation, payload, rows);
      default -> use(operation, payload, rows);
    };
  }

  /** Keys are known to every node as a whole, in memory and in a file of the data folder. */
  @Override
  public void forget(UUID aggregate, Rows local) {
    // There is no copy.
  }

  private static Effect create(Operation operation, JsonObject payload, Rows rows) {
    ApiKey key = KeyText.read(payload.getJsonObject(KeyOperations.KEY));
    if (rows.find(RevokedKey.class, key.id()).isPresent()
        || rows.find(ApiKeyRow.class, key.id()).isPresent()
        || !hasOwner(key, rows)
        || keysOf(key.owner(), rows).size() >= MOST
        || !follows(key, operation, payload, rows)) {
      return Effect.GONE;
    }
    rows.add(new ApiKeyRow(operation.aggregate(), key));
    return Effect.APPLIED;
  }

  /**
   * A person's key needs that person; their row is locked, so that nobody deletes it meanwhile. All
   * others are service accounts': whom only another issuer knows, nobody here could disable.
   */
  private static boolean hasOwner(ApiKey key, Rows rows) {
    return Owner.person(key.owner())
        .map(
            person ->
                rows.lock(Account.class, person)
                    .filter(account -> account.user().isActive())
                    .isPresent())
        .orElseGet(() -> Owner.isService(key.owner()));
  }

  /** Of a key and those that follow it two live at once, the old one for a while only. */
  private static boolean follows(ApiKey key, Operation operation, JsonObject payload, Rows rows) {
    String old = key.terms().replaces();
    if (old.isEmpty()) {
      return true;
    }
    ApiKeyRow row = rows.lock(ApiKeyRow.class, old).orElse(null);
    if (row == null || !row.isOf(key.owner()) || isInRotation(row, operation.at(), rows)) {
      return false;
    }
    row.endBy(Instant.parse(payload.getString(KeyOperations.OLD_ENDS)));
    return true;
  }

  private static boolean isInRotation(ApiKeyRow row, Instant now, Rows rows) {
    boolean isBeforeLive =
        !row.replaces().isEmpty()
            && rows.find(ApiKeyRow.class, row.replaces())
                .filter(before -> before.isLive(now))
                .isPresent();
    boolean isAfterLive =
        rows
            .list(
                ApiKeyRow.class,
                "select k from ApiKeyRow k where k.replaces = :id",
                Map.of("id", row.key().id()),
                MOST)
            .stream()
            .anyMatch(after -> after.isLive(now));
    return isBeforeLive || isAfterLive;
  }

  /** Whether it is known here or not, so that it can be taken back while the database is away. */
  private static Effect revoke(Operation operation, JsonObject payload, Rows rows) {
    String id = payload.getString(KeyOperations.ID);
    rows.put(new RevokedKey(id, operation.at()));
    rows.find(ApiKeyRow.class, id).ifPresent(rows::remove);
    rows.execute("delete from KeyUsage u where u.keyId = :id", Map.of("id", id));
    return Effect.APPLIED;
  }

  private static Effect spend(Operation operation, JsonObject payload, Rows rows) {
    return count(operation, payload, rows, KeyUsage::add);
  }

  private static Effect use(Operation operation, JsonObject payload, Rows rows) {
    return count(operation, payload, rows, KeyUsage::grow);
  }

  private static Effect count(
      Operation operation, JsonObject payload, Rows rows, Counting counting) {
    String key = payload.getString(KeyOperations.ID);
    UUID node = UUID.fromString(payload.getString(KeyOperations.NODE));
    long tokens = payload.getJsonNumber(KeyOperations.TOKENS).longValue();
    if (rows.find(RevokedKey.class, key).isPresent()) {
      return Effect.APPLIED;
    }
    rows.lock(KeyUsage.class, KeyUsage.id(key, node))
        .ifPresentOrElse(
            known -> counting.count(known, tokens, operation.at()),
            () -> rows.add(new KeyUsage(key, node, tokens, operation.at())));
    return Effect.APPLIED;
  }

  private static List<ApiKeyRow> keysOf(String owner, Rows rows) {
    return rows.list(
        ApiKeyRow.class,
        "select k from ApiKeyRow k where k.owner = :owner",
        Map.of("owner", owner),
        MOST);
  }

  /** How tokens come to what is known. */
  private interface Counting {
    void count(KeyUsage known, long tokens, Instant at);
  }
}
