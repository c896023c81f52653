package ai.karen.account.control.key;

import ai.karen.account.control.user.Certain;
import ai.karen.account.entity.Account;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.ApiKeyRow;
import ai.karen.account.entity.KeyUsage;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.User;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the database knows of keys at one moment. Immutable.
 *
 * @param keys in force: none whose owner is disabled, each with what its owner may do at most
 * @param ids of all keys
 */
record KeySnapshot(List<ApiKey> keys, Set<String> ids, List<KeyUsage> usages) {

  /**
   * @throws ai.karen.store.control.StoreUnavailable the database is away
   */
  static KeySnapshot read(Ledger ledger) {
    return Certain.read(ledger, KeySnapshot::of);
  }

  private static KeySnapshot of(Rows rows) {
    List<ApiKey> all =
        rows
            .list(ApiKeyRow.class, "select k from ApiKeyRow k", Map.of(), Integer.MAX_VALUE)
            .stream()
            .map(ApiKeyRow::key)
            .toList();
    Map<UUID, User> people = owners(rows);
    return new KeySnapshot(
        all.stream().flatMap(key -> inForce(key, people).stream()).toList(),
        all.stream().map(ApiKey::id).collect(Collectors.toUnmodifiableSet()),
        rows.list(KeyUsage.class, "select u from KeyUsage u", Map.of(), Integer.MAX_VALUE));
  }

  private static Optional<ApiKey> inForce(ApiKey key, Map<UUID, User> people) {
    Optional<UUID> person = Owner.person(key.owner());
    return person.isEmpty()
        ? Optional.of(key)
        : person
            .map(people::get)
            .filter(User::isActive)
            .map(owner -> key.withScopes(both(key.scopes(), owner.role().scopes())));
  }

  private static Set<Scope> both(Set<Scope> ofKey, Set<Scope> ofOwner) {
    Set<Scope> both = EnumSet.noneOf(Scope.class);
    both.addAll(ofKey);
    both.retainAll(ofOwner);
    return both;
  }

  private static Map<UUID, User> owners(Rows rows) {
    return rows
        .list(
            Account.class,
            "select a from Account a where a.active = true",
            Map.of(),
            Integer.MAX_VALUE)
        .stream()
        .map(Account::user)
        .collect(Collectors.toMap(User::id, user -> user));
  }
}
