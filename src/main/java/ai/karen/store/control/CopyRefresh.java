package ai.karen.store.control;

import ai.karen.store.control.StaleCopies.Need;
import ai.karen.store.control.StaleCopies.Stale;
import ai.karen.store.entity.JournalEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes stale copies anew from the database, one after the other, in the background. */
@ApplicationScoped
public class CopyRefresh {
  private static final Logger LOG = System.getLogger(CopyRefresh.class.getName());
  private static final int BATCH = 500;

  private final Database database;
  private final DatabaseWatch watch;
  private final Journal journal;
  private final Copies copies;
  private final StaleCopies stale;
  private final AggregateLocks locks;

  /** For the container's client proxy. */
  protected CopyRefresh() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public CopyRefresh(
      Database database,
      DatabaseWatch watch,
      Journal journal,
      Copies copies,
      StaleCopies stale,
      AggregateLocks locks) {
    this.database = database;
    this.watch = watch;
    this.journal = journal;
    this.copies = copies;
    this.stale = stale;
    this.locks = locks;
  }

  /** Until nothing is stale, or one of the two databases is away. */
  public void run() {
    stale.broken().forEach(this::mend);
    if (!watch.isUp()) {
      stale.forgive();
    }
    Optional<Stale> next = stale.next(this::canBeMade);
    while (watch.isUp() && next.isPresent() && refresh(next.get())) {
      next = stale.next(this::canBeMade);
    }
  }

  /** Drops what lacks something; what may have it by now, and can't be dropped, is looked at. */
  private void mend(UUID aggregate) {
    if (!drop(aggregate) && stale.isLate(aggregate)) {
      locks.during(aggregate, () -> catchUp(aggregate));
    }
  }

  /** Recovery may have brought in by now what the journal had first. */
  private boolean catchUp(UUID aggregate) {
    try {
      List<JournalEntry> page = journal.of(aggregate, 0, BATCH);
      boolean isWhole = !page.isEmpty();
      while (isWhole && !page.isEmpty()) {
        isWhole = copies.holdAll(page.stream().map(JournalEntry::operation).toList());
        page = journal.of(aggregate, page.get(page.size() - 1).position(), BATCH);
      }
      if (isWhole) {
        stale.caughtUp(aggregate);
      }
      return isWhole;
    } catch (DatabaseOutage outage) {
      LOG.log(Level.DEBUG, "A copy can't catch up right now", outage);
      return false;
    }
  }

  /** Replay has it made anew; until then one that missed something stays so, and is not read. */
  private boolean canBeMade(Stale copy) {
    return !copy.need().forbidsReading() || !journal.holds(copy.aggregate());
  }

  /** Whoever waits for the aggregate meanwhile is told of an outage before it is their turn. */
  private boolean refresh(Stale copy) {
    return locks.during(copy.aggregate(), () -> tried(copy));
  }

  private boolean tried(Stale copy) {
    try {
      return refreshed(copy);
    } catch (StoreUnavailable here) {
      LOG.log(Level.DEBUG, "The copies can't be refreshed right now", here);
      return false;
    } catch (DatabaseOutage outage) {
      watch.failed(outage);
      if (outage.isOpen() && !outage.isForAll()) {
        putOff(copy, outage);
      }
      return false;
    } catch (RuntimeException unfit) {
      putOff(copy, unfit);
      return true;
    }
  }

  /** What takes too long, or can't be copied, holds up no other; in the end it is not held. */
  private void putOff(Stale copy, RuntimeException failure) {
    LOG.log(Level.DEBUG, "The copy of " + copy.aggregate() + " was not made", failure);
    if (stale.failed(copy.aggregate()) && drop(copy.aggregate())) {
      stale.givenUp(copy.aggregate());
    }
  }

  /**
   * At once, for whoever holds the aggregate's lock and has changed what is not held here. Where
   * that did not work, it is done in the background, and nobody waits for it again.
   */
  void now(UUID aggregate) {
    if (!stale.hasFailed(aggregate)) {
      stale.add(aggregate, Need.RENEW);
      Stale copy = new Stale(aggregate, stale.isBroken(aggregate) ? Need.BROKEN : Need.RENEW);
      try {
        refreshed(copy);
      } catch (RuntimeException failure) {
        putOff(copy, failure);
      }
    }
  }

  /**
   * With entries in the journal the copy is more than a copy.
   *
   * @return whether it is not held any more
   */
  public boolean drop(UUID aggregate) {
    return locks.during(
        aggregate,
        () -> {
          boolean dropped = !journal.holds(aggregate) && copies.drop(aggregate);
          if (dropped) {
            stale.dropped(aggregate);
          }
          return dropped;
        });
  }

  /**
   * With entries in the journal the copy is ahead of the database; replay has it made anew. The
   * copy is changed here and not where the database is read: who waits too long for that goes on,
   * and what is read behind his back is old by the time it comes.
   */
  private boolean refreshed(Stale copy) {
    boolean waits = journal.holds(copy.aggregate());
    if (!waits) {
      renew(copy.aggregate(), copy.need());
    }
    if (!waits || !copy.need().forbidsReading()) {
      stale.made(copy);
    }
    return true;
  }

  private void renew(UUID aggregate, Need need) {
    boolean isWhole = need.compareTo(Need.COMPARE) <= 0;
    Set<String> known = isWhole ? copies.editions(aggregate) : Set.of();
    Consumer<Rows> renewal =
        Answers.of(database.run(rows -> copies.renewal(aggregate, known, rows)));
    copies.renew(aggregate, need, renewal);
  }
}
