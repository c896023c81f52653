package ai.karen.store.control;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that tries to claim a folder; its exit code tells how that went. */
final class LockProbe {
  static final int GRANTED = 10;
  static final int REFUSED = 11;

  private LockProbe() {}

  public static void main(String[] arguments) {
    System.exit(claim(Path.of(arguments[0])));
  }

  private static int claim(Path folder) {
    try (FolderLock lock = FolderLock.take(folder)) {
      return lock == null ? REFUSED : GRANTED;
    } catch (IOException refused) {
      return REFUSED;
    }
  }
}
