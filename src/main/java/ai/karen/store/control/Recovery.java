package ai.karen.store.control;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Brings what the journal holds into the embedded database while that is suspect: a crash may have
 * been quicker than its last commits, and a full disk takes it back to an earlier state.
 * Thread-safe.
 */
@ApplicationScoped
public class Recovery {
  private static final Logger LOG = System.getLogger(Recovery.class.getName());
  private static final int BATCH = 500;

  private final Journal journal;
  private final LocalDatabase local;
  private final Copies copies;
  private final CopiesInDoubt doubts;

  /** Whether something was brought in and is not known to be held. */
  private boolean isUnheld;

  /** For the container's client proxy. */
  protected Recovery() {
    this(null, null, null, null);
  }

  @Inject
  public Recovery(Journal journal, LocalDatabase local, Copies copies, CopiesInDoubt doubts) {
    this.journal = journal;
    this.local = local;
    this.copies = copies;
    this.doubts = doubts;
  }

  /** What could not be applied by the version before may be by this one. */
  void unpark() {
    List<ParkedEntry> page = journal.parked(0, BATCH);
    while (!page.isEmpty()) {
      page.forEach(parked -> journal.unpark(parked.position()));
      page = journal.parked(page.get(page.size() - 1).position(), BATCH);
    }
  }

  public synchronized void run() {
    if (local.fault() == null && (isUnheld || local.isSuspect())) {
      try {
        bringIn();
        // What was written here alone is known here.
        eachBatch(copies::holdAll);
        isUnheld = false;
      } catch (DatabaseOutage outage) {
        LOG.log(
            Level.WARNING, "The embedded database does not take what the journal holds", outage);
      }
    }
  }

  private void bringIn() {
    if (local.isSuspect()) {
      isUnheld = true;
      eachBatch(this::recover);
      local.trust();
      doubts.asked().forEach(this::dropDoubtful);
    }
  }

  /** What was asked of the database, and then of the journal, has been brought in with it. */
  private void dropDoubtful(UUID aggregate) {
    if (!journal.holds(aggregate)) {
      copies.missed(aggregate);
    }
    doubts.settle(aggregate);
  }

  private void eachBatch(Consumer<List<Operation>> action) {
    List<JournalEntry> batch = journal.waiting(0, BATCH);
    while (!batch.isEmpty()) {
      action.accept(batch.stream().map(JournalEntry::operation).toList());
      batch = journal.waiting(batch.get(batch.size() - 1).position(), BATCH);
    }
  }

  private void recover(List<Operation> operations) {
    try {
      local.replay(operations);
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException unknown) {
      withoutUnknown(operations, unknown);
    }
  }

  /** By halves, down to the one that can't be applied: a commit for each entry takes minutes. */
  private void withoutUnknown(List<Operation> operations, RuntimeException unknown) {
    int half = operations.size() / 2;
    if (half > 0) {
      recover(operations.subList(0, half));
      recover(operations.subList(half, operations.size()));
    } else {
      LOG.log(
          Level.WARNING, "Operation " + operations.get(0).id() + " can't be recovered", unknown);
    }
  }
}
