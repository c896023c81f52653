package ai.karen.store.adapter.jpa;

import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseOutage.Extent;
import ai.karen.store.control.LocalDatabase;
import ai.karen.store.control.Marks;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** H2 in the data folder, believed only as far as it was seen to keep what it took. */
@ApplicationScoped
public class EmbeddedDatabase implements LocalDatabase {
  private static final Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());
  private static final String FOLDER = "database";

  /** How long a change waits for those before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Application application;
  private final String fault;
  private final EmbeddedFiles files;
  private final Transactions transactions;
  private final Keeper keeper;
  private final Durability durability;
  private final OneAtATime changes = new OneAtATime(PATIENCE);
  private volatile boolean suspect = true;

  /** For the container's client proxy. */
  protected EmbeddedDatabase() {
    this(null, null, null);
  }

  @Inject
  public EmbeddedDatabase(DataFolder folder, Application application) {
    this(application, opened(folder), folder.fault().orElse(null));
  }

  private EmbeddedDatabase(Application application, EmbeddedFiles files, String fault) {
    this.application = application;
    this.files = files;
    this.fault = fault;
    this.keeper = files == null ? null : new Keeper(files.source());
    this.durability = files == null ? null : new Durability(files, () -> suspect = true);
    this.transactions =
        files == null ? null : new Transactions(files.source(), StoredRows.of(application), false);
  }

  private static EmbeddedFiles opened(DataFolder folder) {
    if (folder.fault().isPresent()) {
      return null;
    }
    try {
      return EmbeddedFiles.open(folder, FOLDER);
    } catch (RuntimeException | LinkageError unusable) {
      LOG.log(Level.DEBUG, "The embedded database does not open", unusable);
      folder.report(FOLDER, "the embedded database does not open or can't be brought up to date");
      return null;
    }
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public boolean isFull() {
    return files != null && files.areShort();
  }

  @Override
  public boolean isLost() {
    return files != null && files.isLost();
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
    return inTurn(() -> trusted(() -> durability.kept(() -> transactions.run(change))));
  }

  @Override
  public Effect apply(Operation operation, Runnable beforeCommit) {
    return inTurn(
        () ->
            trusted(
                () ->
                    durability.kept(
                        () ->
                            transactions.run(
                                rows -> application.live(operation, rows),
                                effect -> effect == Effect.APPLIED,
                                beforeCommit))));
  }

  @Override
  public void replay(List<Operation> operations) {
    inTurn(
        () ->
            guarded(
                () -> durability.kept(() -> transactions.run(rows -> replayed(operations, rows)))));
  }

  // A database that closed itself over a failing disk ends a checkpoint without a word; only that
  // what was to be kept can still be read tells that it was.
  @Override
  public void sync(List<Operation> operations) {
    inTurn(durability::sync);
    boolean kept = guarded(() -> transactions.run(rows -> Marks.areThere(operations, rows)));
    if (!kept || keeper.wasLost()) {
      suspect = true;
      throw new DatabaseOutage("The embedded database went back to an earlier state", null);
    }
  }

  @Override
  public void keep() {
    if (durability != null && durability.isBehind()) {
      Durability.logged(() -> inTurn(durability::sync));
    }
  }

  private Void replayed(List<Operation> operations, Rows rows) {
    application.replayed(operations, rows);
    return null;
  }

  @PreDestroy
  void close() {
    if (files != null) {
      files.waitNoMore();
      keep();
      transactions.close();
      files.close();
    }
  }

  /** It closes itself, as it does when its disk fails. */
  void closeItself() {
    files.shutDown();
  }

  private <T> T inTurn(Supplier<T> change) {
    if (isFull()) {
      throw new DatabaseOutage(Extent.UNREACHED, "The disk of the data folder is full", null);
    }
    return changes.run(change);
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
