package ai.karen.account.control.user;

import ai.karen.account.control.SetupCode;
import ai.karen.account.entity.ProvenUser;
import ai.karen.account.entity.User;
import ai.karen.configuration.control.Settings;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Ledger;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The beans of accounts, put together by hand, with hashes that are quick to make. */
public final class TestingAccounts {
  public static final String PASSWORD = "nine quiet otters juggle";
  static final Argon2 QUICK = new Argon2(64, 1);

  public final Users users;
  public final Registrations registrations;
  final AccountOperations operations =
      new AccountOperations(new TimeOrderedIds(Clock.systemUTC()), Clock.systemUTC());
  private final Ledger ledger;

  public TestingAccounts(Ledger ledger) {
    this(ledger, QUICK);
  }

  TestingAccounts(Ledger ledger, Argon2 argon2) {
    this.ledger = ledger;
    Passwords passwords = new Passwords(argon2, new HashingThreads(2, Thread::new), 1_000);
    users = new Users(ledger, passwords, operations);
    registrations = new Registrations(ledger, users, passwords, new PasswordRules(), operations);
  }

  /** With what is usual on one node. */
  Setup setup(Settings settings, DataFolder folder) {
    return new Setup(
        users,
        registrations,
        new SetupCode(settings, folder),
        new LocalMemory(new TestingTimer(), Clock.systemUTC()));
  }

  /** As somebody nothing is known of. */
  Optional<User> verify(String email, String password) {
    return users.verify(email, password, PasswordLane.EVERYBODY).map(ProvenUser::user);
  }

  /** Without a password that anybody could log in with. */
  public void create(User user, String hash) {
    ledger.executeInDatabase(operations.created(user, hash, false));
  }

  public void changeHash(UUID user, String old, String hash) {
    ledger.executeInDatabase(operations.password(user, old, hash));
  }

  public void change(User user) {
    ledger.executeInDatabase(operations.changed(user));
  }

  public void delete(UUID user) {
    ledger.executeInDatabase(operations.deleted(user));
  }
}
