package ai.karen.store.control;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Brings what waits in the journal into the database, in order, while the engine serves. One that
 * can't be applied is set aside and holds up only its own aggregate. For one thread.
 */
public final class Replay {
  /** In one transaction, which has to end within the database's timeout. */
  static final int BATCH = 50;

  private static final Logger LOG = System.getLogger(Replay.class.getName());

  private final Journal journal;
  private final Destination destination;
  private final ReplayLog log;

  Replay(Journal journal, Destination destination, ReplayLog log) {
    this.journal = journal;
    this.destination = destination;
    this.log = log;
  }

  /** Until nothing waits or the destination fails. */
  public void run() {
    int done = 0;
    try {
      List<JournalEntry> batch = next();
      while (!batch.isEmpty()) {
        bring(batch);
        done += batch.size();
        batch = next();
      }
    } catch (DatabaseOutage outage) {
      LOG.log(Level.DEBUG, "Replay waits", outage);
    } finally {
      log.ran(done);
    }
  }

  private List<JournalEntry> next() {
    return destination.isReady() ? journal.waiting(0, BATCH) : List.of();
  }

  private void bring(List<JournalEntry> batch) {
    try {
      destination.replay(operations(batch));
      settle(batch);
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException unknown) {
      batch.forEach(this::bringAlone);
    }
  }

  private void bringAlone(JournalEntry entry) {
    if (isBehindParked(entry)) {
      return;
    }
    try {
      bringTwice(entry);
      settle(List.of(entry));
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException refusal) {
      park(entry, refusal);
    }
  }

  /** Its own late commit, or another node's, may have been in the way; then it is there by now. */
  private void bringTwice(JournalEntry entry) {
    List<Operation> alone = List.of(entry.operation());
    try {
      destination.replay(alone);
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException collision) {
      LOG.log(Level.DEBUG, "Operation " + entry.operation().id() + " is tried again", collision);
      destination.replay(alone);
    }
  }

  /** An earlier one of the same batch and aggregate was set aside just now. */
  private boolean isBehindParked(JournalEntry entry) {
    return journal.status().parked().stream()
        .anyMatch(
            parked -> parked.entry().operation().aggregate().equals(entry.operation().aggregate()));
  }

  private void settle(List<JournalEntry> batch) {
    destination.sync(operations(batch));
    journal.settle(batch.stream().map(JournalEntry::position).toList());
    batch.forEach(entry -> destination.settled(entry.operation()));
  }

  private void park(JournalEntry entry, RuntimeException refusal) {
    String reason = "It can't be applied (" + refusal.getClass().getSimpleName() + ").";
    LOG.log(
        Level.ERROR,
        "Operation " + entry.operation().id() + " of the journal is parked: " + reason,
        refusal);
    journal.park(entry.position(), reason);
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

    /** The journal has let go of an operation. */
    void settled(Operation operation);
  }
}
