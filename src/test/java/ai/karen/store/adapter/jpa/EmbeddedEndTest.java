package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEndTest {

  @TempDir Path folder;

  @Test
  void aCleanEndLeavesNoReportOfAFault() throws IOException {
    EmbeddedDatabase database = CopiesInFile.open(folder);
    CopiesInFile.commit(database);

    database.close();

    try (Stream<Path> files = Files.list(folder.resolve("database"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).contains("karen.mv.db").doesNotContain("karen.trace.db");
    }
  }
}
