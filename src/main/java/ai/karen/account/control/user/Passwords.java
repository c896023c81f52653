package ai.karen.account.control.user;

import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes and checks what is kept of passwords. Each time costs memory and a core for tens of
 * milliseconds; so few do it at once, some wait, and the rest are refused. Thread-safe; blocks.
 */
@ApplicationScoped
public class Passwords {
  static final String SETTING = "karen.password.queue";

  /** How many may wait: at the slowest for about two seconds. */
  private static final int QUEUE = 32;

  /** How many more may wait who are known, so that no crowd keeps them out. */
  static final int RESERVED = 8;

  private static final int LONGEST_QUEUE = 10_000;

  /** More UTF-16 units than a password can have. */
  private static final int LONGEST = 2 * PasswordRules.LONGEST + 1;

  private final Argon2 argon2;
  private final int most;
  private final HashingThreads threads;
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger known = new AtomicInteger();

  /** What an unknown user's password is checked against. */
  private final CompletableFuture<String> nobodys;

  /** For the container's client proxy. */
  protected Passwords() {
    this.argon2 = null;
    this.most = 0;
    this.threads = null;
    this.nobodys = null;
  }

  @Inject
  public Passwords(Settings settings, HashingThreads threads) {
    this(Argon2.USUAL, threads, settings.number(SETTING, QUEUE, 0, LONGEST_QUEUE));
  }

  Passwords(Argon2 argon2, HashingThreads threads, int queue) {
    this.argon2 = argon2;
    this.most = threads.most() + queue;
    this.threads = threads;
    this.nobodys = threads.begin(() -> argon2.hash("nobody's"));
  }

  /**
   * @throws ProblemException 503 {@code overloaded}
   */
  public String hash(String password) {
    return hash(password, PasswordLane.EVERYBODY);
  }

  /**
   * @throws ProblemException 503 {@code overloaded}
   */
  public String hash(String password, PasswordLane lane) {
    return inTurn(lane, () -> argon2.hash(password));
  }

  /**
   * @param stored null where there is no such user, which takes as long
   * @throws ProblemException 503 {@code overloaded}
   */
  public boolean matches(String password, String stored, PasswordLane lane) {
    // What is longer than any password matches none, and costs no more than one.
    String asked = password.substring(0, Math.min(password.length(), LONGEST));
    String expected = stored == null ? nobodys.join() : stored;
    boolean matches = inTurn(lane, () -> Argon2.matches(asked, expected));
    return matches && stored != null;
  }

  /** Whether it was made with other parameters than new ones are. */
  public boolean isOutdated(String stored) {
    return argon2.isOutdated(stored);
  }

  private <T> T inTurn(PasswordLane lane, Supplier<T> work) {
    boolean isReserved = lane == PasswordLane.KNOWN && takes(known, RESERVED);
    if (!isReserved && !takes(present, most)) {
      throw overloaded();
    }
    try {
      return threads.compute(work);
    } finally {
      (isReserved ? known : present).decrementAndGet();
    }
  }

  private static boolean takes(AtomicInteger places, int limit) {
    if (places.incrementAndGet() > limit) {
      places.decrementAndGet();
      return false;
    }
    return true;
  }

  private static ProblemException overloaded() {
    return new ProblemException(
        Problem.unavailable(
            "overloaded", "Too many passwords are being checked", Duration.ofSeconds(2)));
  }
}
