package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.LocalDatabase;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2 in the data folder, speaking as PostgreSQL does. */
@ApplicationScoped
public class EmbeddedDatabase implements LocalDatabase {
  private static final Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());
  private static final int CONNECTIONS = 32;
  private static final String FOLDER = "database";

  /** Names in lower case and nulls last, so that the same migrations and queries serve both. */
  private static final String DIALECT =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  /** The engine closes it; each commit reaches the operating system at once. */
  private static final String LIFE = ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0";

  private final Application application;
  private final String fault;
  private final JdbcConnectionPool pool;
  private final Transactions transactions;
  private final Keeper keeper;
  private final OneAtATime changes = new OneAtATime();
  private volatile boolean suspect = true;

  /** For the container's client proxy. */
  protected EmbeddedDatabase() {
    this.application = null;
    this.fault = null;
    this.pool = null;
    this.transactions = null;
    this.keeper = null;
  }

  @Inject
  public EmbeddedDatabase(DataFolder folder, Application application) {
    this.application = application;
    if (folder.fault().isPresent()) {
      this.fault = folder.fault().get();
      this.pool = null;
      this.transactions = null;
      this.keeper = null;
      return;
    }
    String url = "jdbc:h2:file:" + folder.file(FOLDER).resolve("karen") + DIALECT + LIFE;
    this.pool = JdbcConnectionPool.create(url, "karen", "");
    this.pool.setMaxConnections(CONNECTIONS);
    this.keeper = new Keeper(pool);
    this.fault = migrate(folder);
    this.transactions = new Transactions(pool, StoredRows.of(application), false);
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public boolean isSuspect() {
    if (fault == null && keeper.wasLost()) {
      suspect = true;
    }
    return suspect;
  }

  @Override
  public void trust() {
    suspect = false;
  }

  @Override
  public <T> T read(Function<Rows, T> question) {
    return trusted(() -> transactions.run(question));
  }

  @Override
  public <T> T change(Function<Rows, T> change) {
    return trusted(() -> changes.run(() -> transactions.run(change)));
  }

  @Override
  public Effect apply(Operation operation, Runnable beforeCommit) {
    return trusted(
        () ->
            changes.run(
                () ->
                    transactions.run(
                        rows -> application.live(operation, rows),
                        effect -> effect == Effect.APPLIED,
                        beforeCommit)));
  }

  @Override
  public void replay(List<Operation> operations) {
    guarded(() -> changes.run(() -> transactions.run(rows -> replayed(operations, rows))));
  }

  // A database that closed itself over a full disk ends a checkpoint without a word; only that what
  // was to be kept can still be read tells that it was.
  @Override
  public void sync(List<Operation> operations) {
    changes.run(this::checkpoint);
    boolean kept = guarded(() -> transactions.run(rows -> Marks.of(operations, rows)));
    if (!kept || keeper.wasLost()) {
      suspect = true;
      throw new DatabaseOutage("The embedded database went back to an earlier state", null);
    }
  }

  private Void replayed(List<Operation> operations, Rows rows) {
    operations.forEach(operation -> application.replayed(operation, rows));
    return null;
  }

  private Void checkpoint() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
      return null;
    } catch (SQLException failure) {
      suspect = true;
      throw new DatabaseOutage("The embedded database can't be synced", failure);
    }
  }

  @PreDestroy
  void close() {
    if (fault == null) {
      transactions.close();
      closeItself();
      pool.dispose();
    }
  }

  /** Everything is written, all connections end. */
  void closeItself() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException failure) {
      LOG.log(Level.DEBUG, "It is opened again by what is on the disk, as after a crash", failure);
    }
  }

  private String migrate(DataFolder folder) {
    try {
      Migrations.apply(pool);
      return null;
    } catch (RuntimeException unusable) {
      folder.report(FOLDER, "the embedded database does not open or can't be brought up to date");
      return "The embedded database can't be used.";
    }
  }

  private <T> T trusted(Supplier<T> work) {
    if (isSuspect()) {
      throw new DatabaseOutage("The embedded database is being brought up to date", null);
    }
    return guarded(work);
  }

  private <T> T guarded(Supplier<T> work) {
    if (fault != null) {
      throw new DatabaseOutage(fault, null);
    }
    try {
      return work.get();
    } catch (RuntimeException failure) {
      RuntimeException meaning = Failures.of(failure);
      if (meaning instanceof DatabaseOutage) {
        suspect = true;
        LOG.log(Level.WARNING, "The embedded database failed; the journal is brought in", failure);
      }
      throw meaning;
    }
  }
}
