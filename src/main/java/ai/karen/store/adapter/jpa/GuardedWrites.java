package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Answers;
import ai.karen.store.control.Application;
import ai.karen.store.control.Database;
import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseWatch;
import ai.karen.store.control.DatabaseWrites;
import ai.karen.store.control.JournaledWrites;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.faulttolerance.Fallback;

/**
 * The fallback from the database to the journal. An operation whose commit is unknown goes to the
 * journal as well: applied a second time, it does nothing.
 */
@ApplicationScoped
public class GuardedWrites implements DatabaseWrites {
  private final Database database;
  private final Application application;
  private final DatabaseWatch watch;
  private final JournaledWrites journaled;

  // Operations that the database may have carried out; a fallback does not hear why it is called.
  private final Set<UUID> open = ConcurrentHashMap.newKeySet();

  /** For the container's client proxy. */
  protected GuardedWrites() {
    this(null, null, null, null);
  }

  @Inject
  public GuardedWrites(
      Database database, Application application, DatabaseWatch watch, JournaledWrites journaled) {
    this.database = database;
    this.application = application;
    this.watch = watch;
    this.journaled = journaled;
  }

  @Override
  @Fallback(fallbackMethod = "toJournal", applyOn = DatabaseOutage.class)
  public Acknowledgement execute(Operation operation) {
    try {
      return inDatabase(operation);
    } catch (DatabaseOutage outage) {
      if (outage.isOpen()) {
        open.add(operation.id());
      }
      throw outage;
    }
  }

  /** The fallback. */
  public Acknowledgement toJournal(Operation operation) {
    if (open.remove(operation.id())) {
      watch.replaced();
      return journaled.executeOpen(operation);
    }
    return replace(operation);
  }

  @Override
  public Acknowledgement executeThere(Operation operation) {
    return inDatabase(operation);
  }

  @Override
  public Acknowledgement executeHere(Operation operation) {
    return replace(operation);
  }

  private Acknowledgement replace(Operation operation) {
    watch.replaced();
    return journaled.execute(operation);
  }

  private Acknowledgement inDatabase(Operation operation) {
    try {
      return new Acknowledgement(apply(operation), Acknowledgement.Place.DATABASE);
    } catch (DatabaseOutage outage) {
      watch.failed(outage);
      throw outage;
    }
  }

  private Effect apply(Operation operation) {
    try {
      return once(operation);
    } catch (RuntimeException collision) {
      if (Failures.isCollision(collision)) {
        return once(operation);
      }
      throw collision;
    }
  }

  private Effect once(Operation operation) {
    return Answers.of(database.run(rows -> application.live(operation, rows)));
  }
}
