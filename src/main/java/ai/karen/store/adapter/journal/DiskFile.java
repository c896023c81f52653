package ai.karen.store.adapter.journal;

import java.io.Closeable;
import java.io.IOException;

/** A file that is read and written at places. Thread-safe; an interrupt does not break it. */
interface DiskFile extends Closeable {

  /** Writes all of it, or throws and may have written a part. */
  void write(long offset, byte[] bytes) throws IOException;

  /**
   * @throws java.io.EOFException when the file is shorter
   */
  byte[] read(long offset, int length) throws IOException;

  long size() throws IOException;

  void truncate(long size) throws IOException;

  /** Returns when everything written before would survive a loss of power. */
  void force() throws IOException;

  /** Never forces. */
  @Override
  void close();
}
