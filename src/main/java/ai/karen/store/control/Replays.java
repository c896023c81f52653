package ai.karen.store.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the replay that fits the operator's databases. */
@ApplicationScoped
public class Replays {
  private final Journal journal;
  private final ReplayLog log;
  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Application application;
  private final StaleCopies stale;

  /** For the container's client proxy. */
  protected Replays() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public Replays(
      Journal journal,
      ReplayLog log,
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Application application,
      StaleCopies stale) {
    this.journal = journal;
    this.log = log;
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.application = application;
    this.stale = stale;
  }

  public Replay replay() {
    return new Replay(journal, destination(), log);
  }

  private Replay.Destination destination() {
    return database.isConfigured()
        ? new SharedDestination(database, local, watch, application, stale)
        : new EmbeddedDestination(local, application);
  }
}
