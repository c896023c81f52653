package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sees to it that what the embedded database takes outlives the process at once, and a loss of
 * power after a while. For one thread at a time, but for the look at whether it is behind.
 */
final class Durability {
  private static final Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());

  /** H2 looks through all states since the last checkpoint with each change. */
  private static final int MOST_UNSYNCED = 100;

  private final EmbeddedFiles files;
  private final Runnable suspected;
  private final AtomicInteger unsynced = new AtomicInteger();

  /**
   * @param suspected what to do where the database may not have kept what it took
   */
  Durability(EmbeddedFiles files, Runnable suspected) {
    this.files = files;
    this.suspected = suspected;
  }

  /** What was committed outlives the process. A roll-back writes, too. */
  <T> T kept(Supplier<T> work) {
    try {
      T result = work.get();
      nameNewest();
      return result;
    } catch (RuntimeException failure) {
      try {
        nameNewest();
      } catch (DatabaseOutage second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  private void nameNewest() {
    try {
      files.nameNewest();
    } catch (SQLException | RuntimeException failure) {
      throw new DatabaseOutage("The embedded database can't be written", failure);
    }
    boolean due = unsynced.incrementAndGet() >= MOST_UNSYNCED || files.wasReopened();
    if (due && !files.isLost()) {
      logged(this::sync);
    }
  }

  /** Whether there is something to sync, and somewhere to. */
  boolean isBehind() {
    return unsynced.get() > 0 && !files.areShort() && !files.isLost();
  }

  /** The change itself was made; a database that can't be synced is suspect from here on. */
  static void logged(Supplier<Void> sync) {
    try {
      sync.get();
    } catch (DatabaseOutage outage) {
      LOG.log(Level.WARNING, "The embedded database was not synced", outage);
    }
  }

  /**
   * @throws DatabaseOutage what was taken may not outlive a loss of power
   */
  Void sync() {
    try {
      files.checkpoint();
      unsynced.set(0);
      return null;
    } catch (SQLException | RuntimeException failure) {
      // Of a disk that failed, the operating system still shows everything.
      if (!files.isLost()) {
        suspected.run();
      }
      throw new DatabaseOutage("The embedded database can't be synced", failure);
    }
  }
}
