package ai.karen.store.adapter.jpa;

import ai.karen.store.control.AtomicFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a process's end from the machine's: after the first, the operating system still has all
 * that was written; after the second, the disk has what was synced. Linux numbers its boots; where
 * nobody does, each start counts as one after the machine's end, and so does one after a start that
 * was cut off.
 */
final class LastBoot {
  private static final Logger LOG = System.getLogger(LastBoot.class.getName());
  private static final Path CURRENT = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path file;

  /**
   * @param folder where the boot is noted in which something was written there last
   */
  LastBoot(Path folder) {
    this.file = folder.resolve("boot");
  }

  boolean isCurrent() {
    String current = content(CURRENT);
    return !current.isEmpty() && current.equals(content(file));
  }

  /** Whether a start ever came as far as its first checkpoint. */
  boolean isKnown() {
    return Files.exists(file);
  }

  /** For good, also where the disk is full. */
  void forget() throws IOException {
    try {
      AtomicFile.write(file, new byte[0]);
    } catch (IOException full) {
      LOG.log(Level.DEBUG, "It is deleted instead", full);
      Files.deleteIfExists(file);
    }
  }

  /** Where that fails, the next start counts as one after the machine's end. */
  void note() {
    try {
      AtomicFile.write(file, content(CURRENT).getBytes(StandardCharsets.UTF_8));
    } catch (IOException full) {
      LOG.log(Level.WARNING, "The boot was not noted", full);
    }
  }

  private static String content(Path path) {
    try {
      return Files.readString(path).strip();
    } catch (IOException unknown) {
      return "";
    }
  }
}
