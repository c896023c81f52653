package ai.karen.store.control;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * One engine's claim on a folder, until it is closed or the process ends. Between processes the
 * operating system holds it, so a crash leaves nothing to clean up. Inside one process (two
 * applications on a server) a system property is the claim: there the operating system would grant
 * the file twice, and closing either channel would give both up.
 */
final class FolderLock implements Closeable {
  private static final Logger LOG = System.getLogger(FolderLock.class.getName());

  private final String property;
  private final FileChannel channel;

  // Kept, because the JVM forgets a file lock that nobody refers to.
  private final FileLock granted;

  private FolderLock(String property, FileChannel channel, FileLock granted) {
    this.property = property;
    this.channel = channel;
    this.granted = granted;
  }

  /** Claims the folder; an {@link IOException} says why it can't be had. */
  static FolderLock take(Path folder) throws IOException {
    String property = "ai.karen.lock." + folder.toRealPath();
    if (System.getProperties().putIfAbsent(property, "taken") != null) {
      throw inUse();
    }
    try {
      return take(property, open(folder.resolve("lock")));
    } catch (IOException refused) {
      System.clearProperty(property);
      throw refused;
    }
  }

  /** A failure here changes nothing: the operating system gives the claim up with the process. */
  @Override
  public void close() {
    System.clearProperty(property);
    try {
      granted.release();
      channel.close();
    } catch (IOException alreadyGone) {
      LOG.log(Level.DEBUG, "The lock was gone before it was released", alreadyGone);
    }
  }

  private static FolderLock take(String property, FileChannel channel) throws IOException {
    FileLock granted = channel.tryLock();
    if (granted == null) {
      channel.close();
      throw inUse();
    }
    return new FolderLock(property, channel, granted);
  }

  private static FileChannel open(Path file) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return FileChannel.open(file, options, OwnerOnly.file(file));
  }

  /**
   * Nobody looks again while this one runs, so that what is said stays true when the other ends.
   */
  private static IOException inUse() {
    return new IOException(
        "another engine was using it when this one started; start this one again when that has"
            + " ended");
  }
}
