package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What a disk that rots leaves of a journal: one bit of its first entry is another. */
public final class DamagedJournal {
  /** In the first entry, behind the file's header and the entry's. */
  private static final int PLACE = 64;

  private DamagedJournal() {}

  /**
   * Damages the longest file of the journal in a data folder.
   *
   * @return its name
   */
  public static String in(Path dataFolder) {
    try (Stream<Path> files = Files.list(dataFolder.resolve("journal"))) {
      Path file = files.max(Comparator.comparingLong(each -> each.toFile().length())).orElseThrow();
      byte[] content = Files.readAllBytes(file);
      content[PLACE] ^= 1;
      Files.write(file, content);
      return file.toFile().getName();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
