package ai.karen.account.control.user;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.AccountGuard;
import ai.karen.account.entity.ApiKeyRow;
import ai.karen.account.entity.Consequence;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
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

/**
 * Accounts, as the stores see them. Every change locks the one row of the guard first, so that of
 * two at once the later one sees what the earlier one did. What must follow from a change is
 * written down with it. Thread-safe.
 */
@ApplicationScoped
public class AccountKind implements AggregateKind {
  static final int VERSION = 1;

  static final String CREATED = "account.created";
  static final String CHANGED = "account.changed";
  static final String PASSWORD = "account.password";
  static final String DELETED = "account.deleted";
  static final String FOLLOWED = "account.followed";

  private static final String DONE = "delete from Consequence c where c.id = :id";
  private static final String KEYS = "delete from ApiKeyRow k where k.owner = :owner";

  @Override
  public Set<String> types() {
    return Set.of(CREATED, CHANGED, PASSWORD, DELETED, FOLLOWED);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(Account.class, AccountGuard.class, ApiKeyRow.class, Consequence.class);
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    if (operation.type().equals(FOLLOWED)) {
      rows.execute(DONE, Map.of("id", operation.aggregate()));
      return Effect.APPLIED;
    }
    rows.lock(AccountGuard.class, AccountGuard.ID);
    JsonObject payload = Json.readObject(operation.payload());
    Effect effect = applyTo(operation, payload, rows);
    UserChanged change = AccountOperations.consequence(operation.aggregate(), payload);
    if (effect == Effect.APPLIED && change != null) {
      rows.add(new Consequence(operation.id(), change, operation.at()));
    }
    return effect;
  }

  private static Effect applyTo(Operation operation, JsonObject payload, Rows rows) {
    return operation.type().equals(CREATED)
        ? create(operation, payload, rows)
        : rows.lock(Account.class, operation.aggregate())
            .map(account -> change(operation, payload, account, rows))
            .orElse(Effect.GONE);
  }

  @Override
  public Optional<String> edition(UUID aggregate, Rows rows) {
    return rows.find(Account.class, aggregate).map(account -> "account " + account.revision());
  }

  @Override
  public Consumer<Rows> copy(UUID aggregate, Rows database) {
    Optional<Account> there = database.find(Account.class, aggregate).map(Account::copy);
    return local -> {
      forget(aggregate, local);
      there.ifPresent(local::add);
    };
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    local.execute("delete from Account a where a.id = :id", Map.of("id", aggregate));
  }

  private static Effect create(Operation operation, JsonObject payload, Rows rows) {
    User user = AccountOperations.user(operation.aggregate(), payload);
    boolean isFirst = payload.getBoolean(AccountOperations.FIRST, false);
    if (!byEmail(user.email(), rows).isEmpty()
        || isFirst && !administrators(rows).isEmpty()
        || rows.find(Account.class, user.id()).isPresent()) {
      return Effect.GONE;
    }
    rows.add(new Account(user, payload.getString(AccountOperations.HASH), operation.at()));
    return Effect.APPLIED;
  }

  private static Effect change(
      Operation operation, JsonObject payload, Account account, Rows rows) {
    return switch (operation.type()) {
      case CHANGED -> take(AccountOperations.user(account.id(), payload), operation, account, rows);
      case PASSWORD -> changePassword(operation, payload, account);
      default -> delete(account, rows);
    };
  }

  private static Effect take(User changed, Operation operation, Account account, Rows rows) {
    boolean stays = changed.isActive() && changed.role() == Role.ADMIN;
    if (!stays && isLastAdministrator(account, rows)) {
      return Effect.GONE;
    }
    account.change(changed, operation.at());
    return Effect.APPLIED;
  }

  /** What was checked against an older hash changes nothing. */
  private static Effect changePassword(Operation operation, JsonObject payload, Account account) {
    if (!payload.getString(AccountOperations.OLD_HASH).equals(account.passwordHash())) {
      return Effect.GONE;
    }
    account.changePassword(payload.getString(AccountOperations.HASH), operation.at());
    return Effect.APPLIED;
  }

  private static Effect delete(Account account, Rows rows) {
    if (isLastAdministrator(account, rows)) {
      return Effect.GONE;
    }
    // Revoked by that: no key outlives its owner.
    rows.execute(KEYS, Map.of("owner", account.id().toString()));
    rows.remove(account);
    return Effect.APPLIED;
  }

  private static boolean isLastAdministrator(Account account, Rows rows) {
    return isLastAdministrator(account.id(), rows);
  }

  /** Whether nobody else could administer the engine. */
  static boolean isLastAdministrator(UUID id, Rows rows) {
    List<UUID> active =
        administrators(rows).stream()
            .filter(Account::isActiveAdministrator)
            .map(Account::id)
            .toList();
    return active.equals(List.of(id));
  }

  static List<Account> byEmail(String email, Rows rows) {
    return rows.list(
        Account.class, "select a from Account a where a.email = :email", Map.of("email", email), 1);
  }

  static List<Account> administrators(Rows rows) {
    return rows.list(
        Account.class,
        "select a from Account a where a.role = :role",
        Map.of("role", Role.ADMIN.word()),
        Integer.MAX_VALUE);
  }
}
