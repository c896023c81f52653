package ai.karen.store.control;

import ai.karen.health.entity.Condition;
import ai.karen.store.entity.JournalStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** How the database and the journal behind it are, as measured. Thread-safe; neither is asked. */
@ApplicationScoped
public class StoreHealth {
  private static final String READ_ONLY = "read-only";
  private static final String UNPROTECTED = "without-journal";
  private static final String FULL = "The disk of the data folder is full.";

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
    String obstacle = local.isFull() ? FULL : journal.status().fault();
    return database.isConfigured() ? shared(obstacle) : embedded(obstacle);
  }

  private Condition shared(String obstacle) {
    Condition seen = watch.standing().condition();
    if (obstacle == null) {
      return seen;
    }
    return Condition.fallback(seen.isPrimary() ? UNPROTECTED : READ_ONLY, obstacle);
  }

  private static Condition embedded(String obstacle) {
    return obstacle == null ? Condition.primary() : Condition.fallback(READ_ONLY, obstacle);
  }

  /** Whether answers are stored in another place than the first. */
  public boolean isDegraded() {
    return database.isConfigured() && !watch.isUp();
  }

  public JournalStatus journal() {
    return journal.status();
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
