package ai.karen.store.control;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Brings what waits in the journal into the database, in order, while the engine serves. One that
 * can't be applied is set aside and holds up only its own aggregate. For one thread.
 */
public final class Replay {
  /** In one transaction, which has to end within the database's timeout. */
  static final int BATCH = 50;

  /** One that is refused as often is parked; a collision is over by then. */
  static final int MOST_TRIES = 5;

  private static final Logger LOG = System.getLogger(Replay.class.getName());

  private final Journal journal;
  private final Destination destination;
  private final ReplayLog log;
  private final Endings endings;

  // Aggregates of which something could not be brought in this run.
  private final Set<UUID> heldUp = new HashSet<>();
  private int done;

  Replay(Journal journal, Destination destination, ReplayLog log) {
    this.journal = journal;
    this.destination = destination;
    this.log = log;
    this.endings = new Endings(journal, destination);
  }

  /** Until nothing waits or the destination fails. */
  public void run() {
    heldUp.clear();
    done = 0;
    try {
      List<JournalEntry> batch = next(0);
      while (!batch.isEmpty()) {
        bring(batch);
        batch = next(batch.get(batch.size() - 1).position());
      }
      heldUp.addAll(journal.blocked());
      done += endings.bring(heldUp);
    } catch (DatabaseOutage outage) {
      LOG.log(Level.DEBUG, "Replay waits", outage);
    } finally {
      log.ran(done);
    }
  }

  private List<JournalEntry> next(long after) {
    return destination.isReady() ? journal.waiting(after, BATCH) : List.of();
  }

  private void bring(List<JournalEntry> entries) {
    List<JournalEntry> batch =
        entries.stream().filter(entry -> !heldUp.contains(entry.operation().aggregate())).toList();
    if (batch.isEmpty()) {
      return;
    }
    try {
      bringTogether(batch);
    } catch (DatabaseOutage outage) {
      late(batch, outage);
    } catch (RuntimeException refusal) {
      refused(batch, refusal);
    }
  }

  private void bringTogether(List<JournalEntry> batch) {
    destination.replay(operations(batch));
    settle(batch);
  }

  /** Half as many take half as long; a single one waits for the next run. */
  private void late(List<JournalEntry> batch, DatabaseOutage outage) {
    if (outage.isForAll() || !destination.isReady()) {
      throw outage;
    }
    int half = batch.size() / 2;
    if (half > 0) {
      bring(batch.subList(0, half));
      bring(batch.subList(half, batch.size()));
      return;
    }
    Operation operation = batch.get(0).operation();
    LOG.log(
        Level.INFO,
        "Operation " + operation.id() + " of the journal takes too long; it is tried again");
    heldUp.add(operation.aggregate());
  }

  private void refused(List<JournalEntry> batch, RuntimeException refusal) {
    if (batch.size() > 1) {
      batch.forEach(entry -> bring(List.of(entry)));
    } else {
      bringAgain(batch, refusal);
    }
  }

  /** Its own late commit, or another node's, may have been in the way; then it is there by now. */
  private void bringAgain(List<JournalEntry> alone, RuntimeException first) {
    RuntimeException refusal = first;
    for (int tries = 1; tries < MOST_TRIES; tries++) {
      try {
        bringTogether(alone);
        return;
      } catch (DatabaseOutage outage) {
        late(alone, outage);
        return;
      } catch (RuntimeException next) {
        refusal = next;
      }
    }
    park(alone.get(0), refusal);
  }

  private void settle(List<JournalEntry> batch) {
    destination.sync(operations(batch));
    journal.settle(batch.stream().map(JournalEntry::position).toList());
    batch.forEach(entry -> destination.settled(entry.operation()));
    done += batch.size();
  }

  private void park(JournalEntry entry, RuntimeException refusal) {
    String reason = "It can't be applied (" + refusal.getClass().getSimpleName() + ").";
    LOG.log(
        Level.ERROR,
        "Operation " + entry.operation().id() + " of the journal is parked: " + reason,
        refusal);
    journal.park(entry.position(), reason);
    heldUp.add(entry.operation().aggregate());
  }

  private static List<Operation> operations(List<JournalEntry> batch) {
    return batch.stream().map(JournalEntry::operation).toList();
  }

  /** Where the journal's entries go. */
  interface Destination {

    boolean isReady();

    /**
     * In one transaction.
     *
     * @throws DatabaseOutage it is not known whether they were applied
     */
    void replay(List<Operation> operations);

    /**
     * Returns when what was replayed would survive a loss of power.
     *
     * @throws DatabaseOutage it may not
     */
    void sync(List<Operation> operations);

    /** Whether an operation ends its aggregate, so that nothing before it matters. */
    boolean ends(Operation operation);

    /**
     * Whether somebody ended an aggregate for good, perhaps by way of another node.
     *
     * @throws DatabaseOutage that can't be told now
     */
    boolean isEnded(UUID aggregate);

    /** Records operations that are not carried out, in one transaction. */
    void supersede(List<Operation> operations);

    /** The journal has let go of an operation. */
    void settled(Operation operation);
  }
}
