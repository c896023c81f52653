package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the embedded database from ever seeing a full disk, which it does not survive: a failed
 * write leaves threads that turn round in it for ever, with its locks. A file holds room in
 * reserve. When the disk is full it is given up for what is being written, and nothing new is begun
 * until it could be taken again. Thread-safe.
 */
final class SpareRoom implements AutoCloseable {
  static final String NAME = "reserve";
  static final int BYTES = 16 << 20;

  private static final Logger LOG = System.getLogger(SpareRoom.class.getName());
  private static final long MARGIN = 1 << 20;
  private static final int BLOCK = 1 << 16;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  private final Path folder;
  private final Path file;
  private volatile boolean held;
  private volatile boolean waits;

  /**
   * @param folder where the reserve lies; it is there
   */
  SpareRoom(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(NAME);
    take();
  }

  /** From now on a write waits for room, where even the reserve is not enough. */
  void waitForRoom() {
    waits = true;
  }

  /** Whether nothing new may be written; while that is so, looks whether it is over. */
  boolean isShort() {
    return !held && !take();
  }

  /**
   * @throws IOException it was not for want of room, or nobody waits for room any more
   */
  int write(Writing writing) throws IOException {
    while (true) {
      try {
        return writing.write();
      } catch (IOException refused) {
        if (!isFull(refused) || !give() && !waits) {
          throw refused;
        }
      }
    }
  }

  private boolean isFull(IOException refused) throws IOException {
    String said = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains("no space left") || said.contains("quota exceeded") || usable() < MARGIN;
  }

  private long usable() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /**
   * @return whether that made room; else some time has passed
   */
  private synchronized boolean give() throws IOException {
    boolean given = held && Files.deleteIfExists(file);
    held = false;
    if (given) {
      LOG.log(Level.ERROR, "The disk of " + folder + " is full: nothing is stored");
    } else {
      LockSupport.parkNanos(PAUSE);
    }
    return given;
  }

  private synchronized boolean take() {
    if (held) {
      return true;
    }
    try {
      held = isThere() || usable() > BYTES + MARGIN && fill();
    } catch (IOException full) {
      LOG.log(Level.DEBUG, "There is no room to hold in reserve", full);
    }
    return held;
  }

  private boolean isThere() throws IOException {
    return Files.exists(file) && Files.size(file) == BYTES;
  }

  /** With what no file system can make smaller. */
  private boolean fill() throws IOException {
    Files.deleteIfExists(file);
    SplittableRandom noise = new SplittableRandom();
    byte[] block = new byte[BLOCK];
    try (OutputStream reserve = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      for (int written = 0; written < BYTES; written += BLOCK) {
        noise.nextBytes(block);
        reserve.write(block);
      }
    } catch (IOException full) {
      Files.deleteIfExists(file);
      throw full;
    }
    return true;
  }

  /** Nobody waits for room any more; the reserve stays for the next start. */
  @Override
  public void close() {
    waits = false;
  }

  /** A write to a file. */
  interface Writing {
    int write() throws IOException;
  }
}
