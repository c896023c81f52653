package ai.karen.store.control;

import ai.karen.health.entity.Cause;
import ai.karen.health.entity.Condition;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.ParkedEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How the database and the journal behind it are, as measured. Thread-safe; neither is asked. */
@ApplicationScoped
public class StoreHealth {
  private static final String READ_ONLY = "read-only";
  private static final String UNPROTECTED = "without-journal";
  private static final String FULL = "The disk of the data folder is full.";
  private static final String LOST =
      "The disk failed under the embedded database: until the engine is started again, only the"
          + " journal keeps what is written, and lets nothing go.";

  /** All modes in which the database can be. */
  public static final List<String> MODES =
      List.of(Condition.PRIMARY, DatabaseWatch.JOURNAL, READ_ONLY, UNPROTECTED, Condition.NONE);

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Journal journal;
  private final ReplayLog replays;
  private final Clock clock;

  /** For the container's client proxy. */
  protected StoreHealth() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public StoreHealth(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Journal journal,
      ReplayLog replays,
      Clock clock) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.journal = journal;
    this.replays = replays;
    this.clock = clock;
  }

  public Condition condition() {
    if (local.fault() != null) {
      return Condition.failed(local.fault());
    }
    Condition seen = database.isConfigured() ? watch.standing().condition() : Condition.primary();
    if (local.isFull()) {
      return hindered(seen, FULL, Cause.DISK_FULL);
    }
    String fault = journal.status().fault();
    if (!isAlone()) {
      return fault == null ? seen : hindered(seen, fault, Cause.JOURNAL);
    }
    return fault == null
        ? Condition.fallback(DatabaseWatch.JOURNAL, LOST, Cause.FAILED)
        : hindered(seen, fault + " " + LOST, Cause.JOURNAL);
  }

  /**
   * Whether the journal stands for a database that keeps nothing any more. Beside a shared one that
   * holds copies only, which may be older after a loss of power.
   */
  private boolean isAlone() {
    return !database.isConfigured() && local.isLost();
  }

  private Condition hindered(Condition seen, String obstacle, Cause cause) {
    boolean isWritable = database.isConfigured() && seen.isPrimary();
    return Condition.fallback(isWritable ? UNPROTECTED : READ_ONLY, obstacle, cause);
  }

  /** Whether answers are stored in another place than the first. */
  public boolean isDegraded() {
    return database.isConfigured() && !watch.isUp();
  }

  public JournalStatus journal() {
    return journal.status();
  }

  /** The first of those that could not be applied. Reads them from the disk. */
  public List<ParkedEntry> parked(int most) {
    return journal.parked(0, most);
  }

  /** How long the oldest operation has waited; zero where none does. */
  public Duration oldestWait() {
    JournalStatus status = journal.status();
    return status.oldest() == null
        ? Duration.ZERO
        : Duration.between(status.oldest(), clock.instant());
  }

  public ReplayLog replays() {
    return replays;
  }

  /** Writes that the journal took in the database's place, since the start. */
  public long fallbacks() {
    return watch.fallbacks();
  }
}
