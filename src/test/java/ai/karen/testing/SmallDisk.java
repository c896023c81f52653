package ai.karen.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file system of its own that holds little, in memory, so that it can be filled to the brim. */
public final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Empty where this user may not mount one. */
  public static Optional<SmallDisk> mount(int megabytes) {
    try {
      Path folder = Files.createTempDirectory("karen-small-disk");
      String size = "size=" + megabytes + "m";
      return run(List.of("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()))
          ? Optional.of(new SmallDisk(folder))
          : Optional.empty();
    } catch (IOException noSuchCommand) {
      return Optional.empty();
    }
  }

  public Path folder() {
    return folder;
  }

  /** Takes all room that there is, besides what it took before. */
  public void fill() {
    byte[] block = new byte[4_096];
    Path file = folder.resolve(FILLER);
    try (OutputStream filler =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        filler.write(block);
      }
    } catch (IOException full) {
      // As wanted.
    }
  }

  /** Gives back what {@link #fill} took. */
  public void free() {
    try {
      Files.deleteIfExists(folder.resolve(FILLER));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      run(List.of("umount", "-l", folder.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean run(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
