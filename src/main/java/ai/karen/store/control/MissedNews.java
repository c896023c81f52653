package ai.karen.store.control;

import ai.karen.store.control.StaleCopies.Need;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Other nodes tell of what they end or delete, and whoever can't hear them never learns of it: the
 * next outage would find a copy of it here. So all copies are compared with the database when this
 * node hears again, and from time to time. One caller at a time; blocks.
 */
@ApplicationScoped
public class MissedNews {
  /** Where nodes do not meet, or a message got lost. */
  static final Duration LONGEST_UNSEEN = Duration.ofMinutes(5);

  /** How many are compared in one transaction, so that none lasts. */
  static final int PAGE = 50;

  private static final String HELD = "select c.aggregate from HeldCopy c";
  private static final String ORDER = " order by c.aggregate";
  private static final Logger LOG = System.getLogger(MissedNews.class.getName());

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final MeetingPoint others;
  private final Editions editions;
  private final StaleCopies stale;
  private final Clock clock;

  private boolean isApart;
  private Instant due = Instant.MIN;

  /** For the container's client proxy. */
  protected MissedNews() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public MissedNews(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      MeetingPoint others,
      Application application,
      StaleCopies stale,
      Clock clock) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.others = others;
    this.editions = new Editions(application);
    this.stale = stale;
    this.clock = clock;
  }

  /** Compares where it is time. To be called every so often. */
  public void look() {
    boolean isUp = watch.isUp();
    boolean hears = isUp && (!others.isWanted() || others.condition().isPrimary());
    if (hears && isApart) {
      due = clock.instant();
    }
    isApart = !hears;
    if (isUp && !clock.instant().isBefore(due) && hasComparedAll()) {
      due = clock.instant().plus(LONGEST_UNSEEN);
    }
  }

  private boolean hasComparedAll() {
    try {
      UUID last = null;
      do {
        Page page = pageAfter(last);
        compare(page.editions());
        last = page.last();
      } while (last != null);
      return true;
    } catch (DatabaseOutage outage) {
      LOG.log(Level.DEBUG, "The copies can't be compared right now", outage);
      return false;
    }
  }

  private Page pageAfter(UUID last) {
    return local.read(
        rows -> {
          Map<UUID, Set<String>> page = new HashMap<>();
          List<UUID> held = held(last, rows);
          held.forEach(aggregate -> page.put(aggregate, editions.of(aggregate, rows)));
          return new Page(page, held.isEmpty() ? null : held.get(held.size() - 1));
        });
  }

  private static List<UUID> held(UUID last, Rows rows) {
    return last == null
        ? rows.list(UUID.class, HELD + ORDER, Map.of(), PAGE)
        : rows.list(
            UUID.class, HELD + " where c.aggregate > :last" + ORDER, Map.of("last", last), PAGE);
  }

  private void compare(Map<UUID, Set<String>> here) {
    Answers.of(database.run(rows -> changed(here, rows)))
        .forEach(aggregate -> stale.add(aggregate, Need.NEWS));
  }

  private List<UUID> changed(Map<UUID, Set<String>> here, Rows there) {
    return here.keySet().stream()
        .filter(aggregate -> !editions.of(aggregate, there).equals(here.get(aggregate)))
        .toList();
  }

  /**
   * Some copies as they are here.
   *
   * @param last null where there is none any more
   */
  private record Page(Map<UUID, Set<String>> editions, UUID last) {}
}
