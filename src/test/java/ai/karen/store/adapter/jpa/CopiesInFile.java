package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.entity.HeldCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Rows in an embedded database's file, which come and are looked for. */
final class CopiesInFile {
  static final String FILE = "database/karen.mv.db";

  private static final int ALL = 1_000_000;

  private CopiesInFile() {}

  static EmbeddedDatabase open(Path folder) throws IOException {
    EmbeddedDatabase database =
        new EmbeddedDatabase(new DataFolder(folder), new Application(Stream.of()));
    database.trust();
    return database;
  }

  /** Commits another one, and returns which. */
  static UUID commit(EmbeddedDatabase database) {
    UUID id = UUID.randomUUID();
    database.change(
        rows -> {
          rows.put(new HeldCopy(id, Instant.EPOCH));
          return null;
        });
    return id;
  }

  /** What a start finds in the folder. */
  static List<UUID> found(Path folder) throws IOException {
    EmbeddedDatabase database = open(folder);
    assertThat(database.fault()).isNull();
    try {
      return database.read(
          rows ->
              rows.list(HeldCopy.class, "select c from HeldCopy c", Map.of(), ALL).stream()
                  .map(HeldCopy::aggregate)
                  .toList());
    } finally {
      database.close();
    }
  }

  /** After 45 s by default. */
  static void useSpaceAgainAfter(Duration retention, Path folder) throws SQLException {
    String url = "jdbc:h2:file:spared:" + folder.resolve("database") + "/karen";
    try (Connection connection = DriverManager.getConnection(url, "karen", "")) {
      connection.createStatement().execute("set retention_time " + retention.toMillis());
    }
  }
}
