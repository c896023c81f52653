package ai.karen.account.control.user;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Makes accounts. Thread-safe; blocks. */
@ApplicationScoped
public class Registrations {
  private static final int LONGEST_NAME = 200;

  private final Ledger ledger;
  private final Users users;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final AccountOperations operations;

  /** For the container's client proxy. */
  protected Registrations() {
    this(null, null, null, null, null);
  }

  @Inject
  public Registrations(
      Ledger ledger,
      Users users,
      Passwords passwords,
      PasswordRules rules,
      AccountOperations operations) {
    this.ledger = ledger;
    this.users = users;
    this.passwords = passwords;
    this.rules = rules;
    this.operations = operations;
  }

  /**
   * @param name null where none is known
   * @throws ProblemException 400 for what can't be used, 409 where the address has an account
   * @throws StoreUnavailable nothing was made
   */
  public User register(String email, String password, String name, Role role) {
    User user = described(email, password, name, role);
    requireFree(user.email());
    return create(user, password, false)
        .orElseThrow(() -> new ProblemException(Refusals.emailTaken()));
  }

  /**
   * An administrator, where there is none.
   *
   * @return empty where somebody else was first
   * @throws ProblemException 400 for what can't be used, 409 where the address has an account
   * @throws StoreUnavailable nothing was made
   */
  public Optional<User> registerFirst(String email, String password, String name) {
    User user = described(email, password, name, Role.ADMIN);
    Optional<User> made = create(user, password, true);
    if (made.isEmpty() && !users.hasAdministrator()) {
      throw new ProblemException(Refusals.emailTaken());
    }
    return made;
  }

  /**
   * Returns that name without blanks around it.
   *
   * @throws ProblemException 400 for one that is too long
   */
  public static String requireName(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new ProblemException(
          Problem.invalid(
              400,
              "invalid_value",
              "'name' must have at most " + LONGEST_NAME + " characters",
              "name"));
    }
    return name.strip();
  }

  private Optional<User> create(User user, String password, boolean first) {
    String hash = passwords.hash(password);
    Acknowledgement done = ledger.executeInDatabase(operations.created(user, hash, first));
    return done.effect() == Effect.GONE ? Optional.empty() : Optional.of(user);
  }

  private User described(String email, String password, String name, Role role) {
    String address = Email.of(email).orElseThrow(() -> new ProblemException(Refusals.noEmail()));
    rules.require(password, address, "password");
    String fitting = name == null ? null : requireName(name);
    return new User(operations.nextId(), address, fitting, role, true);
  }

  /** Before a hash is made in vain; what counts is the database's word later. */
  private void requireFree(String email) {
    if (users.byEmail(email).isPresent()) {
      throw new ProblemException(Refusals.emailTaken());
    }
  }
}
