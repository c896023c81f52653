package ai.karen.store.adapter.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps an engine from starting on a journal while it is handed over.
 *
 * @param channel null where there is no lock to take
 */
record EngineLock(FileChannel channel) implements Closeable {

  /**
   * @param file the data folder's lock; a copy of a journal may have none
   */
  static EngineLock take(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new EngineLock(null);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (!granted(channel)) {
      channel.close();
      throw new IOException("an engine is using " + file.getParent());
    }
    return new EngineLock(channel);
  }

  private static boolean granted(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  /** Whether there was a lock to take. */
  boolean known() {
    return channel != null;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
