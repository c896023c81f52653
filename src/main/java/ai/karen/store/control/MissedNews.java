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

  /** A database that could not answer is left alone for a while. */
  static final Duration RETRY = Duration.ofSeconds(2);

  /** How many are compared in one transaction, which has to end within the database's timeout. */
  static final int PAGE = 20;

  private static final String HELD = "select c.aggregate from HeldCopy c";
  private static final String ORDER = " order by c.aggregate";
  private static final Logger LOG = System.getLogger(MissedNews.class.getName());

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Journal journal;
  private final MeetingPoint others;
  private final Editions editions;
  private final StaleCopies stale;
  private final Clock clock;

  private boolean isApart;
  private Instant due = Instant.MIN;

  /** The last one that this round has compared; null where it begins. */
  private UUID last;

  /** This node was apart since the round began. */
  private boolean isRoundOld;

  private int most = PAGE;

  /** For the container's client proxy. */
  protected MissedNews() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public MissedNews(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Journal journal,
      MeetingPoint others,
      Application application,
      StaleCopies stale,
      Clock clock) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.journal = journal;
    this.others = others;
    this.editions = new Editions(application);
    this.stale = stale;
    this.clock = clock;
  }

  /** Compares where it is time. To be called every so often. */
  public void look() {
    boolean hears = watch.isUp() && (!others.isWanted() || others.condition().isPrimary());
    if (hears && isApart) {
      due = clock.instant();
      isRoundOld = last != null;
    }
    isApart = !hears;
    while (isTime()) {
      goOn();
    }
  }

  /**
   * What waits in the journal may concern copies of other aggregates, as the end of all sessions
   * does: until the database has it, those are ahead of the database.
   */
  private boolean isTime() {
    return !clock.instant().isBefore(due) && watch.isUp() && !journal.holdsAny();
  }

  /** From where it got to: a page that fails does not have those before it compared for ever. */
  private void goOn() {
    try {
      Map<UUID, Set<String>> page = new HashMap<>();
      UUID end = local.read(rows -> fill(page, rows));
      if (end == null) {
        endRound();
      } else {
        compare(page);
        last = end;
      }
    } catch (DatabaseOutage outage) {
      LOG.log(Level.DEBUG, "The copies can't be compared right now", outage);
      due = clock.instant().plus(RETRY);
      if (outage.isOpen() && !outage.isForAll()) {
        // Half as many take half as long.
        most = Math.max(1, most / 2);
      }
    }
  }

  private void endRound() {
    due = isRoundOld ? clock.instant() : clock.instant().plus(LONGEST_UNSEEN);
    isRoundOld = false;
    last = null;
    most = PAGE;
  }

  /** Returns the last of the page; null where there is none any more. */
  private UUID fill(Map<UUID, Set<String>> page, Rows rows) {
    List<UUID> held = held(rows);
    held.forEach(aggregate -> page.put(aggregate, editions.of(aggregate, rows)));
    return held.isEmpty() ? null : held.get(held.size() - 1);
  }

  private List<UUID> held(Rows rows) {
    return last == null
        ? rows.list(UUID.class, HELD + ORDER, Map.of(), most)
        : rows.list(
            UUID.class, HELD + " where c.aggregate > :last" + ORDER, Map.of("last", last), most);
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
}
