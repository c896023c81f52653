package ai.karen.account.control.user;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.account.entity.UserChanged.Kind;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lists, changes and deletes accounts. Thread-safe; blocks. */
@ApplicationScoped
public class Accounts {
  private static final String ALL = "select a from Account a";
  private static final String BEHIND =
      " where a.createdAt > :at or a.createdAt = :at and a.id > :id";
  private static final String ORDER = " order by a.createdAt, a.id";

  private final Ledger ledger;
  private final AccountOperations operations;
  private final Consequences consequences;

  /** For the container's client proxy. */
  protected Accounts() {
    this(null, null, null);
  }

  @Inject
  public Accounts(Ledger ledger, AccountOperations operations, Consequences consequences) {
    this.ledger = ledger;
    this.operations = operations;
    this.consequences = consequences;
  }

  /**
   * The oldest first.
   *
   * @param after behind which account, by when it was made; null for the first page
   * @param id that account's
   * @throws StoreUnavailable it can't be known
   */
  public List<Account> list(Instant after, UUID id, int most) {
    Map<String, Object> parameters = new HashMap<>();
    if (after != null) {
      parameters.put("at", after);
      parameters.put("id", id);
    }
    String query = ALL + (after == null ? "" : BEHIND) + ORDER;
    return Certain.read(ledger, rows -> rows.list(Account.class, query, parameters, most));
  }

  /**
   * @param change of what was found; its id and its address stay
   * @throws ProblemException 404 where there is none, 409 for the last active administrator
   * @throws StoreUnavailable nothing was changed, or nobody knows that it was
   */
  public User change(UUID id, Change change) {
    User before = require(id);
    User after = change.of(before);
    // Also where they were disabled already: perhaps by a request that nobody got an answer to.
    Kind kind = after.isActive() ? Kind.ROLE_CHANGED : Kind.DISABLED;
    execute(operations.changed(after), new UserChanged(id, kind, null));
    return after;
  }

  /**
   * With their keys; what others keep of them is to be deleted before.
   *
   * @throws ProblemException 404 where there is none, 409 for the last active administrator
   * @throws StoreUnavailable nothing was deleted, or nobody knows that it was
   */
  void delete(UUID id) {
    execute(operations.deleted(id), new UserChanged(id, Kind.DELETED, null));
  }

  /**
   * Before anything of theirs is deleted; what counts is the database's word later.
   *
   * @throws ProblemException 404 where there is none, 409 for the last active administrator
   * @throws StoreUnavailable it can't be known
   */
  void requireDispensable(UUID id) {
    require(id);
    if (Certain.read(ledger, rows -> AccountKind.isLastAdministrator(id, rows))) {
      throw new ProblemException(Refusals.lastAdministrator());
    }
  }

  /**
   * @throws ProblemException 404
   * @throws StoreUnavailable it can't be known
   */
  public User require(UUID id) {
    return found(id).orElseThrow(() -> new ProblemException(Refusals.notFound()));
  }

  private Optional<User> found(UUID id) {
    return Certain.read(ledger, rows -> rows.find(Account.class, id).map(Account::user));
  }

  private void execute(Operation operation, UserChanged change) {
    if (consequences.execute(operation, change) == Effect.GONE) {
      throw new ProblemException(
          found(change.user()).isPresent() ? Refusals.lastAdministrator() : Refusals.notFound());
    }
  }

  /** What becomes of a user. */
  @FunctionalInterface
  public interface Change {
    User of(User before);
  }
}
