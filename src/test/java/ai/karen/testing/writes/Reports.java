package ai.karen.testing.writes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures that a run leaves behind. */
public final class Reports {
  private static final Path FOLDER = Path.of("target", "figures");

  private Reports() {}

  public static void write(String name, String text) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name + ".txt"), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
