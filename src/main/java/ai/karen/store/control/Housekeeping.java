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
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * Drops what nobody needs any more: copies that were not touched for {@code karen.offline.max-age}
 * or are beyond the most that are kept, marks of operations that no journal can hold still, and the
 * journal's files of what is done.
 */
@ApplicationScoped
public class Housekeeping {
  /** Copies beside a shared database. */
  static final int MOST_COPIES = 10_000;

  /** Longer than a node may be away and come back with its journal. */
  static final Duration MARKS = Duration.ofDays(30);

  /** Marks that go in one transaction: few enough to be gone before its limit, or a writer's. */
  static final int PAGE = 1_000;

  /** In one turn; those of a day on which everybody was away wait for the next ones. */
  static final int MOST_PAGES = 100;

  private static final String DUE =
      "select o.id from AppliedOperation o where o.askedAt < :before order by o.askedAt";
  private static final int BATCH = 500;
  private static final String ALL = "select c from HeldCopy c";
  private static final String ORDER = " order by c.touchedAt, c.aggregate";

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Journal journal;
  private final Copies copies;
  private final AggregateLocks locks;
  private final Clock clock;
  private final Duration longest;

  /** For the container's client proxy. */
  protected Housekeeping() {
    this.database = null;
    this.local = null;
    this.watch = null;
    this.journal = null;
    this.copies = null;
    this.locks = null;
    this.clock = null;
    this.longest = null;
  }

  @Inject
  public Housekeeping(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Journal journal,
      Copies copies,
      AggregateLocks locks,
      Clock clock,
      Settings settings) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.journal = journal;
    this.copies = copies;
    this.locks = locks;
    this.clock = clock;
    this.longest = settings.duration("karen.offline.max-age", Duration.ofHours(24));
  }

  public void run() {
    journal.shed();
    try {
      dropMarks(() -> local.change(this::dropPage));
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
      dropMarks(() -> Answers.of(database.run(this::dropPage)));
    }
  }

  /** By pages: what went stays gone, whatever becomes of the rest. */
  private static void dropMarks(IntSupplier page) {
    int dropped = PAGE;
    for (int pages = 0; pages < MOST_PAGES && dropped == PAGE; pages++) {
      dropped = page.getAsInt();
    }
  }

  /** The oldest first, by the index of when they were asked for. */
  private int dropPage(Rows rows) {
    Map<String, Instant> due = Map.of("before", clock.instant().minus(MARKS));
    List<UUID> ids = rows.list(UUID.class, DUE, due, PAGE);
    if (!ids.isEmpty()) {
      rows.execute("delete from AppliedOperation o where o.id in :ids", Map.of("ids", ids));
    }
    return ids.size();
  }

  /** The longest untouched first, until neither rule wants more. */
  private void dropCopies() {
    Instant limit = clock.instant().minus(longest);
    long beyond = local.read(Housekeeping::held) - MOST_COPIES;
    List<HeldCopy> page = local.read(rows -> page(null, rows));
    while (!page.isEmpty()) {
      for (HeldCopy copy : page) {
        if (beyond <= 0 && !copy.touchedAt().isBefore(limit)) {
          return;
        }
        beyond -= drop(copy.aggregate()) ? 1 : 0;
      }
      HeldCopy last = page.get(page.size() - 1);
      page = local.read(rows -> page(last, rows));
    }
  }

  /** What waits in the journal is more than a copy. */
  private boolean drop(UUID aggregate) {
    return locks.during(aggregate, () -> !journal.holds(aggregate) && copies.drop(aggregate));
  }

  private static long held(Rows rows) {
    return rows.list(Long.class, "select count(c) from HeldCopy c", Map.of(), 1).get(0);
  }

  private static List<HeldCopy> page(HeldCopy after, Rows rows) {
    if (after == null) {
      return rows.list(HeldCopy.class, ALL + ORDER, Map.of(), BATCH);
    }
    return rows.list(
        HeldCopy.class,
        ALL + " where c.touchedAt > :at or c.touchedAt = :at and c.aggregate > :id" + ORDER,
        Map.of("at", after.touchedAt(), "id", after.aggregate()),
        BATCH);
  }
}
