package ai.karen.account.control.user;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/** Keeps whoever got hold of a session from guessing its owner's password. Thread-safe; blocks. */
@ApplicationScoped
public class PasswordGuesses {
  static final int MOST = 5;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final SharedMemory memory;

  /** For the container's client proxy. */
  protected PasswordGuesses() {
    this(null);
  }

  @Inject
  public PasswordGuesses(SharedMemory memory) {
    this.memory = memory;
  }

  /**
   * Counts the attempt before anybody looks at it, so that nobody gains by asking many times at
   * once. A right one counts too: who knows the password needs few.
   *
   * @throws ProblemException 429 after too many in this minute
   */
  void admit(UUID user) {
    Tally tally = memory.increment(counter(user), WINDOW);
    if (tally.count() > MOST) {
      throw new ProblemException(
          Problem.tooMany(
              "The password was asked for too often in this minute",
              tally.left(),
              "Come back when the next minute begins."));
    }
  }

  private static String counter(UUID user) {
    return "password:" + user;
  }
}
