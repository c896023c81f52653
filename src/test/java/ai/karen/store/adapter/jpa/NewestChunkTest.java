package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system has of the embedded database's file is what a kill leaves of it. */
class NewestChunkTest {
  private static final String BOOT = "database/boot";
  private static final int KILLS = 8;
  private static final int COMMITS = 30;

  @TempDir Path folder;

  @Test
  void requirement5EveryCommitIsFoundAfterAKill() throws IOException, SQLException {
    Path living = folder.resolve("living");
    EmbeddedDatabase database = CopiesInFile.open(living);
    CopiesInFile.useSpaceAgainAfter(Duration.ZERO, living);
    List<UUID> committed = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      for (int commit = 0; commit < COMMITS; commit++) {
        committed.add(CopiesInFile.commit(database));
      }
      Path dead = folder.resolve("dead" + kill);
      Files.createDirectories(dead.resolve(CopiesInFile.FILE).getParent());
      Files.copy(living.resolve(BOOT), dead.resolve(BOOT));
      Files.copy(living.resolve(CopiesInFile.FILE), dead.resolve(CopiesInFile.FILE));
      assertThat(CopiesInFile.found(dead)).as("after kill %d", kill).containsAll(committed);
    }
    database.close();
  }

  @Test
  void anotherH2DoesNotOpen() {
    assertThatThrownBy(() -> NewestChunk.writeHeaderOf(Object.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("It is another H2 than this was written for");
  }
}
