package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** What a loss of power leaves of a journal's end: a part of a record. */
public final class TornJournal {
  /** Less than any record has. */
  private static final int CUT = 3;

  private static final int HEADER = 48;
  private static final int BEGINNING = 40;

  private final Path file;

  private TornJournal(Path file) {
    this.file = file;
  }

  /** The file that is written to, in the data folder of an engine that does not run. */
  public static TornJournal in(Path dataFolder) {
    try (Stream<Path> files = Files.list(dataFolder.resolve("journal"))) {
      // By their names: each new one has the next number.
      return new TornJournal(files.max(Comparator.naturalOrder()).orElseThrow());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String name() {
    return file.toFile().getName();
  }

  /** The beginning of a record that never came to its end. */
  public TornJournal beginAnother() {
    try {
      byte[] content = Files.readAllBytes(file);
      byte[] beginning = Arrays.copyOfRange(content, HEADER, HEADER + BEGINNING);
      Files.write(file, beginning, StandardOpenOption.APPEND);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The last record lacks its end. */
  public TornJournal cutLast() {
    try {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(content, content.length - CUT));
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
