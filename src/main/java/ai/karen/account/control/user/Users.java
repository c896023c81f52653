package ai.karen.account.control.user;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.ProvenUser;
import ai.karen.account.entity.User;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who has an account. Thread-safe; blocks, to be called on threads that may wait for stores. */
@ApplicationScoped
public class Users {
  private static final Logger LOG = System.getLogger(Users.class.getName());

  private final Ledger ledger;
  private final Passwords passwords;
  private final AccountOperations operations;

  /** For the container's client proxy. */
  protected Users() {
    this(null, null, null);
  }

  @Inject
  public Users(Ledger ledger, Passwords passwords, AccountOperations operations) {
    this.ledger = ledger;
    this.passwords = passwords;
    this.operations = operations;
  }

  /**
   * The active user with that address and password. Takes the same time whether there is one.
   *
   * @throws StoreUnavailable it can't be known
   * @throws ProblemException 503 where too many passwords are being checked
   */
  public Optional<ProvenUser> verify(String email, String password, PasswordLane lane) {
    Optional<Account> proven = proven(email, password, lane);
    if (proven.filter(account -> passwords.isOutdated(account.passwordHash())).isPresent()) {
      renew(proven.get(), password, lane);
      // Whoever made the hash anew, the account is at another revision now.
      proven = proven(email, password, lane);
    }
    return proven.map(account -> new ProvenUser(account.user(), account.revision()));
  }

  /**
   * While a shared database is away, what this node knew of them last.
   *
   * @throws StoreUnavailable it is not known whether there is one
   */
  public Optional<User> find(UUID id) {
    return ledger.read(id, rows -> rows.find(Account.class, id)).map(Account::user);
  }

  /**
   * @throws StoreUnavailable it can't be known
   */
  public Optional<User> byEmail(String email) {
    return account(Email.normal(email)).map(Account::user);
  }

  /**
   * Whether anybody administers the engine.
   *
   * @throws StoreUnavailable it can't be known
   */
  public boolean hasAdministrator() {
    List<Account> administrators = Certain.read(ledger, AccountKind::administrators);
    return !administrators.isEmpty();
  }

  Optional<String> hashOf(UUID user) {
    return Certain.read(ledger, rows -> rows.find(Account.class, user).map(Account::passwordHash));
  }

  private Optional<Account> account(String email) {
    return Certain.read(ledger, rows -> AccountKind.byEmail(email, rows).stream().findFirst());
  }

  private Optional<Account> proven(String email, String password, PasswordLane lane) {
    Optional<Account> account = account(Email.normal(email));
    String stored = account.map(Account::passwordHash).orElse(null);
    boolean isRight = passwords.matches(password, stored, lane);
    return account.filter(known -> isRight && known.user().isActive());
  }

  /** A login never fails for want of it. */
  private void renew(Account account, String password, PasswordLane lane) {
    try {
      String hash = passwords.hash(password, lane);
      ledger.executeInDatabase(operations.password(account.id(), account.passwordHash(), hash));
    } catch (ProblemException refusal) {
      LOG.log(Level.DEBUG, "A password's hash is made anew at the next login", refusal);
    }
  }
}
