package ai.karen.account.control.user;

import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.account.entity.UserChanged.Kind;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** People change their passwords, and prove that they know them. Thread-safe; blocks. */
@ApplicationScoped
public class PasswordChange {
  private final Ledger ledger;
  private final Users users;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final AccountOperations operations;
  private final PasswordGuesses guesses;
  private final Consequences consequences;

  /** For the container's client proxy. */
  protected PasswordChange() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public PasswordChange(
      Ledger ledger,
      Users users,
      Passwords passwords,
      PasswordRules rules,
      AccountOperations operations,
      PasswordGuesses guesses,
      Consequences consequences) {
    this.ledger = ledger;
    this.users = users;
    this.passwords = passwords;
    this.rules = rules;
    this.operations = operations;
    this.guesses = guesses;
    this.consequences = consequences;
  }

  /**
   * Whoever holds a session may still not be its owner.
   *
   * @return the hash that it was proven against
   * @throws ProblemException 403 {@code wrong_password}, 429 after too many
   * @throws StoreUnavailable it can't be known
   */
  public String prove(UUID user, String password) {
    guesses.admit(user);
    String stored = users.hashOf(user).orElse(null);
    if (!passwords.matches(password, stored, PasswordLane.KNOWN)) {
      throw new ProblemException(Refusals.wrongPassword());
    }
    return stored;
  }

  /**
   * @param keptSession the session that goes on where the others end; null where none ends
   * @throws ProblemException 403 {@code wrong_password}, 400 for a password that can't be used, 409
   *     where it was changed meanwhile
   * @throws StoreUnavailable nothing was changed, or nobody knows that it was
   */
  public void change(UUID user, String old, String chosen, UUID keptSession) {
    String proven = prove(user, old);
    String email = users.find(user).map(User::email).orElse("");
    rules.require(chosen, email, "new_password");
    Operation change =
        operations.password(user, proven, passwords.hash(chosen, PasswordLane.KNOWN));
    if (execute(change, keptSession) == Effect.GONE) {
      throw changedMeanwhile();
    }
  }

  private Effect execute(Operation change, UUID keptSession) {
    return keptSession == null
        ? ledger.executeInDatabase(change).effect()
        : consequences.execute(
            change, new UserChanged(change.aggregate(), Kind.PASSWORD_CHANGED, keptSession));
  }

  private static ProblemException changedMeanwhile() {
    return new ProblemException(
        Problem.invalid(409, "changed_meanwhile", "The password was changed meanwhile", null)
            .withNextSteps("Log in again, and change it once more."));
  }
}
