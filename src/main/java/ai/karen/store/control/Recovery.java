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
    if (local.fault() == null && local.isSuspect()) {
      try {
        eachEntry(this::recover);
        local.trust();
        // What was written here alone is known here.
        eachEntry(copies::hold);
        doubts.all().forEach(this::dropDoubtful);
      } catch (DatabaseOutage outage) {
        LOG.log(
            Level.WARNING, "The embedded database does not take what the journal holds", outage);
      }
    }
  }

  /** What was asked of the database, and then of the journal, has been brought in with it. */
  private void dropDoubtful(UUID aggregate) {
    if (journal.holds(aggregate) || copies.missed(aggregate)) {
      doubts.settle(aggregate);
    }
  }

  private void eachEntry(Consumer<Operation> action) {
    List<JournalEntry> batch = journal.waiting(0, BATCH);
    while (!batch.isEmpty()) {
      batch.forEach(entry -> action.accept(entry.operation()));
      batch = journal.waiting(batch.get(batch.size() - 1).position(), BATCH);
    }
  }

  private void recover(Operation operation) {
    try {
      local.replay(List.of(operation));
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException unknown) {
      LOG.log(Level.WARNING, "Operation " + operation.id() + " can't be recovered", unknown);
    }
  }
}
