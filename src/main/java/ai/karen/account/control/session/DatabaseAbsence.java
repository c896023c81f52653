package ai.karen.account.control.session;

import ai.karen.store.control.Database;
import ai.karen.store.control.DatabaseWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether what this node knows may be old, because the shared database is away. Thread-safe. */
@ApplicationScoped
public class DatabaseAbsence {
  private final Database database;
  private final DatabaseWatch watch;

  /** For the container's client proxy. */
  protected DatabaseAbsence() {
    this(null, null);
  }

  @Inject
  public DatabaseAbsence(Database database, DatabaseWatch watch) {
    this.database = database;
    this.watch = watch;
  }

  /** Never true with the embedded database, which is the only one. */
  boolean isAway() {
    return database.isConfigured() && !watch.isUp();
  }
}
