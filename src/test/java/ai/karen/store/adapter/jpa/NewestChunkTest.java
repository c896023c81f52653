package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.HeldCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system has of the embedded database's file is what a kill leaves of it. */
class NewestChunkTest {
  private static final String FILE = "database/karen.mv.db";
  private static final String BOOT = "database/boot";
  private static final int KILLS = 8;
  private static final int COMMITS = 30;

  @TempDir Path folder;

  @Test
  void requirement5EveryCommitIsFoundAfterAKill() throws IOException, SQLException {
    Path living = folder.resolve("living");
    EmbeddedDatabase database = open(living);
    useSpaceAgainAtOnce(living);
    List<UUID> committed = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      for (int commit = 0; commit < COMMITS; commit++) {
        UUID id = UUID.randomUUID();
        database.change(rows -> put(id, rows));
        committed.add(id);
      }
      Path dead = folder.resolve("dead" + kill);
      Files.createDirectories(dead.resolve(FILE).getParent());
      Files.copy(living.resolve(BOOT), dead.resolve(BOOT));
      Files.copy(living.resolve(FILE), dead.resolve(FILE));
      assertThat(found(dead)).as("after kill %d", kill).containsAll(committed);
    }
    database.close();
  }

  @Test
  void anotherH2DoesNotOpen() {
    assertThatThrownBy(() -> NewestChunk.writeHeaderOf(Object.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("It is another H2 than this was written for");
  }

  private static Void put(UUID id, Rows rows) {
    rows.put(new HeldCopy(id, Instant.EPOCH));
    return null;
  }

  private static List<UUID> found(Path folder) throws IOException {
    EmbeddedDatabase database = open(folder);
    try {
      return database.read(
          rows ->
              rows.list(HeldCopy.class, "select c from HeldCopy c", Map.of(), 1_000).stream()
                  .map(HeldCopy::aggregate)
                  .toList());
    } finally {
      database.close();
    }
  }

  private static EmbeddedDatabase open(Path folder) throws IOException {
    EmbeddedDatabase database =
        new EmbeddedDatabase(new DataFolder(folder), new Application(Stream.of()));
    database.trust();
    return database;
  }

  /** After 45 s by default. */
  private static void useSpaceAgainAtOnce(Path folder) throws SQLException {
    String url = "jdbc:h2:file:spared:" + folder.resolve("database") + "/karen";
    try (Connection connection = DriverManager.getConnection(url, "karen", "")) {
      connection.createStatement().execute("set retention_time 0");
    }
  }
}
