package ai.karen.store.control;

import ai.karen.store.entity.Effect;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Brings what the journal holds into the embedded database before anything is read from it: a crash
 * may have been quicker than its last commits.
 */
@ApplicationScoped
public class Recovery {
  private static final Logger LOG = System.getLogger(Recovery.class.getName());
  private static final int BATCH = 500;

  private final Journal journal;
  private final LocalDatabase local;
  private final Application application;
  private final Copies copies;

  /** For the container's client proxy. */
  protected Recovery() {
    this(null, null, null, null);
  }

  @Inject
  public Recovery(Journal journal, LocalDatabase local, Application application, Copies copies) {
    this.journal = journal;
    this.local = local;
    this.application = application;
    this.copies = copies;
  }

  public void run() {
    // What could not be applied by the version before may be by this one.
    journal.status().parked().forEach(parked -> journal.unpark(parked.entry().position()));
    try {
      long last = 0;
      List<JournalEntry> batch = journal.waiting(last, BATCH);
      while (!batch.isEmpty()) {
        batch.forEach(entry -> recover(entry.operation()));
        last = batch.get(batch.size() - 1).position();
        batch = journal.waiting(last, BATCH);
      }
    } catch (DatabaseOutage outage) {
      LOG.log(Level.ERROR, "The embedded database does not take what the journal holds", outage);
    }
  }

  private void recover(Operation operation) {
    try {
      if (local.change(rows -> application.live(operation, rows)) != Effect.GONE) {
        copies.hold(operation.aggregate());
      }
    } catch (DatabaseOutage outage) {
      throw outage;
    } catch (RuntimeException unknown) {
      LOG.log(Level.WARNING, "Operation " + operation.id() + " can't be recovered", unknown);
    }
  }
}
