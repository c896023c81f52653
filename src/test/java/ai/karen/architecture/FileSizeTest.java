package ai.karen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileSizeTest {
  private static final int LONGEST = 250;
  private static final Path SOURCES = Path.of("src", "main", "java");

  @Test
  void sourceFilesAreShort() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .as("sources that read in one sitting; a longer one has two jobs")
          .isNotEmpty()
          .allMatch(file -> lines(file) <= LONGEST, "at most " + LONGEST + " lines");
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
