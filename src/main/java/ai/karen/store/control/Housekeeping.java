package ai.karen.store.control;

import ai.karen.configuration.control.Settings;
import ai.karen.store.entity.HeldCopy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Drops what nobody needs any more: copies that were not touched for {@code karen.offline.max-age}
 * or are beyond the most that are kept, and marks of operations that no journal can hold still.
 */
@ApplicationScoped
public class Housekeeping {
  /** Copies beside a shared database. */
  static final int MOST_COPIES = 10_000;

  /** Longer than a node may be away and come back with its journal. */
  static final Duration MARKS = Duration.ofDays(30);

  private static final int BATCH = 100;

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Journal journal;
  private final Application application;
  private final Clock clock;
  private final Duration longest;

  /** For the container's client proxy. */
  protected Housekeeping() {
    this.database = null;
    this.local = null;
    this.watch = null;
    this.journal = null;
    this.application = null;
    this.clock = null;
    this.longest = null;
  }

  @Inject
  public Housekeeping(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Journal journal,
      Application application,
      Clock clock,
      Settings settings) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.journal = journal;
    this.application = application;
    this.clock = clock;
    this.longest = settings.duration("karen.offline.max-age", Duration.ofHours(24));
  }

  public void run() {
    try {
      local.change(this::dropMarks);
      if (database.isConfigured()) {
        dropCopies();
        dropSharedMarks();
      }
    } catch (DatabaseOutage outage) {
      // Another time.
      return;
    }
  }

  private void dropSharedMarks() {
    if (watch.isUp()) {
      Answers.of(database.run(this::dropMarks));
    }
  }

  private int dropMarks(Rows rows) {
    return rows.execute(
        "delete from AppliedOperation o where o.askedAt < :before",
        Map.of("before", clock.instant().minus(MARKS)));
  }

  private void dropCopies() {
    List<HeldCopy> old = local.read(this::tooOld);
    if (old.isEmpty()) {
      old = local.read(this::tooMany);
    }
    old.stream()
        .filter(copy -> !journal.holds(copy.aggregate()))
        .forEach(copy -> local.change(rows -> drop(copy, rows)));
  }

  private boolean drop(HeldCopy copy, Rows rows) {
    application.kinds().forEach(kind -> kind.forget(copy.aggregate(), rows));
    rows.find(HeldCopy.class, copy.aggregate()).ifPresent(rows::remove);
    return true;
  }

  private List<HeldCopy> tooOld(Rows rows) {
    Instant before = clock.instant().minus(longest);
    return rows.list(
        HeldCopy.class,
        "select c from HeldCopy c where c.touchedAt < :before order by c.touchedAt",
        Map.of("before", before),
        BATCH);
  }

  private List<HeldCopy> tooMany(Rows rows) {
    List<Long> held = rows.list(Long.class, "select count(c) from HeldCopy c", Map.of(), 1);
    long beyond = held.get(0) - MOST_COPIES;
    return beyond <= 0
        ? List.of()
        : rows.list(
            HeldCopy.class,
            "select c from HeldCopy c order by c.touchedAt",
            Map.of(),
            (int) Math.min(beyond, BATCH));
  }
}
