package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEndTest {
  private static final String DATABASE_CLOSED = "[90121-";

  @TempDir Path folder;

  @Test
  void aCleanEndLeavesNoReportOfAFault() throws IOException {
    EmbeddedDatabase database = CopiesInFile.open(folder);
    CopiesInFile.commit(database);

    database.close();

    assertThat(folder.resolve("database/karen.mv.db")).exists();
    assertThat(told()).doesNotContain(DATABASE_CLOSED);
  }

  /** H2 also writes there which connections of other databases in this process were left open. */
  private String told() throws IOException {
    Path file = folder.resolve("database/karen.trace.db");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
