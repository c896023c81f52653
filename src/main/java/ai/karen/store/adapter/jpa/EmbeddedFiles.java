package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * H2's files in the data folder, speaking as PostgreSQL does, and room on the disk in reserve for
 * them. Thread-safe.
 */
final class EmbeddedFiles implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EmbeddedFiles.class.getName());
  private static final String DATABASE = "karen";
  private static final int CONNECTIONS = 32;

  /** Names in lower case and nulls last, so that the same migrations and queries serve both. */
  private static final String DIALECT =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  /** The engine closes it; each commit reaches the operating system at once. */
  private static final String LIFE = ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0";

  private final LastBoot boot;
  private final SpareRoom room;
  private final SecondHeader second;
  private final JdbcConnectionPool pool;

  // What the second header names, and before it what it may name since a checkpoint failed.
  private final Deque<KeptVersion> kept = new ArrayDeque<>();

  private EmbeddedFiles(
      LastBoot boot, SpareRoom room, SecondHeader second, JdbcConnectionPool pool) {
    this.boot = boot;
    this.room = room;
    this.second = second;
    this.pool = pool;
  }

  /**
   * Opens the files, or makes them, and brings them up to date. Where that was cut off, it begins
   * again with what was there before: H2 has no transactions for changes to tables.
   *
   * @throws RuntimeException they can't be used
   */
  static EmbeddedFiles open(DataFolder data, String name) {
    try {
      Path folder = Files.createDirectories(data.file(name));
      EmbeddedFiles files = in(folder);
      files.checkpoint();
      files.boot.forget();
      Migrations.apply(files.pool);
      files.room.waitForRoom();
      files.checkpoint();
      files.boot.note();
      return files;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    } catch (SQLException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private static EmbeddedFiles in(Path folder) throws IOException {
    LastBoot boot = new LastBoot(folder);
    if (!boot.isCurrent()) {
      SyncedState.restore(folder.resolve(DATABASE + ".mv.db"), boot.isKnown());
    }
    SpareRoom room = new SpareRoom(folder);
    SecondHeader second = new SecondHeader();
    String path = SparedPath.in(folder, room, second);
    String url = "jdbc:h2:file:" + path + "/" + DATABASE + DIALECT + LIFE;
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "karen", "");
    pool.setMaxConnections(CONNECTIONS);
    return new EmbeddedFiles(boot, room, second, pool);
  }

  DataSource source() {
    return pool;
  }

  /** Whether the disk has no room for anything new. */
  boolean areShort() {
    return room.isShort();
  }

  /**
   * Everything that was committed is on the disk when this returns, and found there whatever is
   * written next and reaches it or not. Nothing may be changed meanwhile.
   *
   * @throws SQLException it may not be there, now or since an earlier sync failed
   */
  void checkpoint() throws SQLException {
    requireSoundDisk();
    kept.add(present());
    execute("CHECKPOINT");
    nameNewest();
    sync();
    second.give();
    try {
      nameNewest();
    } finally {
      second.spare();
    }
    sync();
    while (kept.size() > 1) {
      kept.removeFirst().release();
    }
  }

  /** Whether the second header names a state of which nothing is kept: H2 closed itself. */
  boolean wasReopened() {
    return !kept.getLast().isKept();
  }

  /** Whether a sync failed, so that nothing will be synced before the next start. */
  boolean isLost() {
    return second.isLost();
  }

  private KeptVersion present() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return KeptVersion.of(NewestChunk.store(connection));
    }
  }

  private void sync() throws SQLException {
    try {
      execute("CHECKPOINT SYNC");
    } finally {
      if (second.isLost()) {
        LOG.log(
            Level.ERROR,
            "The disk failed: nothing is known to last in the embedded database before a restart");
        attempt(boot::forget);
      }
    }
    requireSoundDisk();
  }

  private void requireSoundDisk() throws SQLException {
    if (second.isLost()) {
      throw new SQLException("The disk failed under a sync; a start begins with what it has");
    }
  }

  /** Everything that was committed is found again, whenever the process ends. */
  void nameNewest() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      NewestChunk.name(connection);
    }
  }

  /** All connections end. What was committed is with the operating system. */
  void shutDown() {
    // The connection that this is said through is given back to a database that is closed by then,
    // which H2 would write down as a fault at every stop.
    attempt(() -> execute("SET TRACE_LEVEL_FILE 0"));
    attempt(() -> execute("SHUTDOWN IMMEDIATELY"));
  }

  /** From now on a full disk fails a write. */
  void waitNoMore() {
    room.close();
  }

  @Override
  public void close() {
    room.close();
    shutDown();
    pool.dispose();
  }

  private void execute(String command) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static void attempt(Attempt step) {
    try {
      step.make();
    } catch (SQLException | IOException | RuntimeException failure) {
      LOG.log(Level.DEBUG, "It is opened again by what is on the disk, as after a crash", failure);
    }
  }

  private interface Attempt {
    void make() throws SQLException, IOException;
  }
}
