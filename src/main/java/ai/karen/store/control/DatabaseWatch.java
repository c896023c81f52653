package ai.karen.store.control;

import ai.karen.health.control.ConditionHistory;
import ai.karen.health.entity.Cause;
import ai.karen.health.entity.Condition;
import ai.karen.health.entity.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Believes the shared database up or down, by its live calls and by asking it every so often, so
 * that an idle one's death and return are noticed. While it is down nobody waits for it.
 * Thread-safe.
 */
@ApplicationScoped
public class DatabaseWatch {
  static final String JOURNAL = "journal";

  /** With the time-out of the call before, a frozen database costs 0.9 s. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private static final String AWAY = "The database is away, the journal takes its place: ";

  private static final Logger LOG = System.getLogger(DatabaseWatch.class.getName());

  private final Database database;
  private final ConditionHistory history;
  private final AtomicLong fallbacks = new AtomicLong();
  private final Duration patience;
  private final int callsUntilClosed;
  private CompletableFuture<Void> sign;
  private volatile Condition condition;

  /** Reasons of this outage that the log has; guarded by this. */
  private final Set<String> told = new HashSet<>();

  /** For the container's client proxy. */
  protected DatabaseWatch() {
    this.database = null;
    this.history = null;
    this.patience = null;
    this.callsUntilClosed = 0;
  }

  @Inject
  public DatabaseWatch(Database database, StoreBreakers breakers, Clock clock) {
    this(database, clock, PATIENCE, breakers.callsUntilClosed());
  }

  /**
   * @param patience for an answer to something trivial
   * @param callsUntilClosed good ones in a row after which nothing opens the database's breaker
   */
  public DatabaseWatch(Database database, Clock clock, Duration patience, int callsUntilClosed) {
    this.database = database;
    this.patience = patience;
    this.callsUntilClosed = callsUntilClosed;
    this.history = new ConditionHistory(clock);
    this.condition =
        Condition.fallback(
            JOURNAL, "The database was not reached since the start.", Cause.UNREACHED);
    history.observe(condition);
  }

  /** Whether calls may go to it. */
  public boolean isUp() {
    return condition.isPrimary();
  }

  public Standing standing() {
    return history.observe(condition);
  }

  /** The journal took a write in its place. */
  public void replaced() {
    fallbacks.incrementAndGet();
  }

  /** How often {@link #replaced}. */
  long fallbacks() {
    return fallbacks.get();
  }

  /**
   * A live call failed for its sake. One that got no answer in time may only have asked for much:
   * then it is asked something trivial, past all others, before it is called down. Blocks for the
   * patience at most.
   */
  public void failed(DatabaseOutage outage) {
    if (outage.isLeftAlone() && !isUp()) {
      return;
    }
    if (outage.isForAll() || !answers()) {
      see(Condition.fallback(JOURNAL, outage.getMessage(), outage.kind()));
    }
  }

  private boolean answers() {
    try {
      sign().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException silence) {
      LOG.log(Level.DEBUG, "The database answers nobody", silence);
      return false;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One question for all who doubt. */
  private synchronized CompletableFuture<Void> sign() {
    if (sign == null || sign.isDone()) {
      sign = database.probe().toCompletableFuture();
    }
    return sign;
  }

  /** Asks it, through the same guard as everybody, so that the breaker learns of its return. */
  public void look() {
    try {
      database.open();
      ask();
      if (!isUp()) {
        forget();
      }
      see(Condition.primary());
    } catch (DatabaseOutage outage) {
      failed(outage);
    }
  }

  /**
   * Closes a breaker that was half open, and fills the window of one that was closed with good
   * calls: it looks back on the outage, and would open in the middle of the return.
   */
  private void forget() {
    for (int trial = 1; trial < callsUntilClosed; trial++) {
      ask();
    }
  }

  private void ask() {
    Answers.of(database.run(DatabaseWatch::isWritable));
  }

  private static boolean isWritable(Rows rows) {
    // Changes nothing, and fails on a server that only reads.
    rows.execute("delete from HeldCopy c where c.aggregate is null", Map.of());
    return true;
  }

  private synchronized void see(Condition seen) {
    boolean wasUp = condition.isPrimary();
    condition = seen;
    history.observe(seen);
    if (!seen.isPrimary()) {
      if (told.add(seen.reason())) {
        LOG.log(Level.WARNING, AWAY + seen.reason());
      }
    } else if (!wasUp) {
      told.clear();
      LOG.log(Level.INFO, "The database is in use");
    }
  }
}
