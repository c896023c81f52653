package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * H2's file begins with its header, twice, and H2 writes both alike: after a loss of power both may
 * name what never reached the disk. Here the second is spared for what is known to have reached it,
 * which {@link SyncedState} goes back to. Thread-safe.
 */
final class SecondHeader {
  static final int BLOCK = 4_096;
  private static final int BOTH = 2 * BLOCK;

  private volatile boolean spared = true;
  private volatile boolean lost;

  /** From now on both are written. */
  void give() {
    spared = false;
  }

  /** From now on only the first is written. */
  void spare() {
    spared = true;
  }

  /**
   * An fsync failed: what it was to write may be gone though it is still shown, and the next one
   * would succeed without it. Nothing is named here any more.
   */
  void lose() {
    lost = true;
  }

  boolean isLost() {
    return lost;
  }

  /**
   * Writes what H2 wants written there.
   *
   * @return how much H2 may believe written
   */
  int write(FileChannel file, ByteBuffer source, long position) throws IOException {
    boolean isHeader = position == 0 && source.remaining() == BOTH;
    return isHeader && spared && file.size() >= BOTH
        ? writeFirst(file, source)
        : file.write(source, position);
  }

  private static int writeFirst(FileChannel file, ByteBuffer source) throws IOException {
    ByteBuffer first = source.slice().limit(BLOCK);
    while (first.hasRemaining()) {
      file.write(first, first.position());
    }
    source.position(source.limit());
    return BOTH;
  }
}
