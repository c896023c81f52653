package ai.karen.account.control.user;

import ai.karen.account.control.SetupCode;
import ai.karen.account.entity.User;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Reason;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Makes the first administrator for whoever knows the code. Thread-safe; blocks. */
@ApplicationScoped
public class Setup {
  static final int MOST_ATTEMPTS = 10;

  private static final Logger LOG = System.getLogger(Setup.class.getName());
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Users users;
  private final Registrations registrations;
  private final SetupCode code;
  private final SharedMemory memory;

  /** For the container's client proxy. */
  protected Setup() {
    this(null, null, null, null);
  }

  @Inject
  public Setup(Users users, Registrations registrations, SetupCode code, SharedMemory memory) {
    this.users = users;
    this.registrations = registrations;
    this.code = code;
    this.memory = memory;
  }

  /**
   * @param address from where the call came; who knows the code is not held up by others' attempts
   * @param name null where none is known
   * @throws ProblemException 404 where there is an administrator, 403 for another code, 400 for
   *     what can't be used, 429 for too many wrong ones in a minute from there
   * @throws StoreUnavailable it can't be known whether there is one
   */
  public User administrator(
      String presented, String address, String email, String password, String name) {
    if (users.hasAdministrator()) {
      throw gone();
    }
    requireCode(presented, address);
    User made = registrations.registerFirst(email, password, name).orElseThrow(this::gone);
    retire();
    return made;
  }

  private void requireCode(String presented, String address) {
    if (code.matches(presented)) {
      return;
    }
    Tally tally = memory.increment("setup:" + address, MINUTE);
    if (tally.count() > MOST_ATTEMPTS) {
      throw new ProblemException(tooMany(tally.left()));
    }
    throw new ProblemException(
        Problem.invalid(403, "setup_code_invalid", "That is not the set-up code", "code")
            .withNextSteps("Read it in the file setup-code in the data folder."));
  }

  private ProblemException gone() {
    retire();
    return new ProblemException(
        Problem.invalid(404, "not_found", "The engine is set up already", null)
            .withNextSteps("Log in, or ask an administrator for an account."));
  }

  /** Without it the code is of no use either: there is an administrator. */
  private void retire() {
    try {
      code.retire();
    } catch (IOException unwritable) {
      LOG.log(Level.WARNING, "The set-up code can't be removed: " + Reason.of(unwritable));
    }
  }

  private static Problem tooMany(Duration wait) {
    return Problem.tooMany(
        "Too many attempts to set the engine up", wait, "Come back when the next minute begins.");
  }
}
