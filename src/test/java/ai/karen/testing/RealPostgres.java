package ai.karen.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL: processes of its own on a port and a data folder that survive restarts. It
 * syncs what it commits, because that is what tests of lost writes are about. Not thread-safe.
 */
public final class RealPostgres implements AutoCloseable {
  public static final String USER = "postgres";
  public static final String PASSWORD = "postgres";

  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /**
   * A killed process leaves to the operating system what it wrote; only a loss of power would not.
   * Else a disk that takes a second for it, as that of a busy machine may, is an outage of its own.
   */
  static final String FSYNC = System.getProperty("karen.proof.fsync", "off");

  private final Path folder;
  private final int port;

  private EmbeddedPostgres server;
  private boolean frozen;

  private RealPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** With an empty database; returns when it takes connections. */
  public static RealPostgres start() {
    RealPostgres postgres = notStarted();
    postgres.restart();
    return postgres;
  }

  /** Has an address at which nobody answers until {@link #restart}. */
  public static RealPostgres notStarted() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new RealPostgres(
          Files.createTempDirectory("karen-postgres").resolve("data"), socket.getLocalPort());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int port() {
    return port;
  }

  /** At its own port. */
  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  /**
   * @param port of something that leads to it
   */
  public String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** A connection for checks, past every engine. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), USER, PASSWORD);
  }

  /** Carries out a statement, past every engine. */
  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The one figure that a query asks for. */
  public long count(String sql) {
    return Long.parseLong(text(sql));
  }

  /** What stands first in the first row. */
  public String text(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Ends all its processes at once, as a loss of power would; what was not synced is lost. */
  public void kill() {
    Signals.kill(processes());
    frozen = false;
  }

  /** All its processes stand still; the kernel still accepts connections for them. */
  public void freeze() {
    Signals.stop(processes());
    frozen = true;
  }

  public void thaw() {
    Signals.goOn(processes());
    frozen = false;
  }

  /** After {@link #kill}: again on the same port and data, and returns when connections work. */
  public void restart() {
    stop();
    try {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(LONGEST_START)
              .setServerConfig("fsync", FSYNC)
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether it runs, frozen or not. */
  public boolean isRunning() {
    return !processes().isEmpty();
  }

  /** In due form. */
  @Override
  public void close() {
    if (frozen) {
      thaw();
    }
    stop();
  }

  private void stop() {
    if (server != null) {
      try {
        server.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      server = null;
    }
  }

  // The first one first: it makes the others.
  private List<ProcessHandle> processes() {
    try {
      Path file = folder.resolve("postmaster.pid");
      if (server == null || !Files.exists(file)) {
        return List.of();
      }
      long first = Long.parseLong(Files.readAllLines(file).get(0).strip());
      return ProcessHandle.of(first).stream()
          .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
