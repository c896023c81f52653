package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for somebody's words in the bytes of files. */
public final class Traces {
  private Traces() {}

  /**
   * Returns the files that hold the text, as UTF-8.
   *
   * @param folder searched with all that is in it, as it is now; none where there is no such folder
   */
  public static List<Path> of(String text, Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean holds(Path file, String text) {
    String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
