package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * A file of the operating system's. No channel: an interrupt of one thread (a time limit does that)
 * would close it under all others. Reads have a handle of their own, so that they don't wait for
 * writes. Thread-safe.
 */
final class RandomFile implements DiskFile {
  private static final Logger LOG = System.getLogger(RandomFile.class.getName());

  private final RandomAccessFile writer;
  private final RandomAccessFile reader;

  RandomFile(Path file, boolean writable) throws IOException {
    this.reader = new RandomAccessFile(file.toFile(), "r");
    this.writer = writable ? new RandomAccessFile(file.toFile(), "rw") : reader;
  }

  @Override
  public void write(long offset, byte[] bytes) throws IOException {
    synchronized (writer) {
      writer.seek(offset);
      writer.write(bytes);
    }
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    synchronized (reader) {
      reader.seek(offset);
      reader.readFully(bytes);
    }
    return bytes;
  }

  @Override
  public long size() throws IOException {
    return reader.length();
  }

  @Override
  public void truncate(long size) throws IOException {
    synchronized (writer) {
      writer.setLength(size);
    }
  }

  /** Not under the lock: others write while it lasts. */
  @Override
  public void force() throws IOException {
    writer.getFD().sync();
  }

  @Override
  public void close() {
    try {
      writer.close();
      reader.close();
    } catch (IOException useless) {
      LOG.log(Level.DEBUG, "A file of the journal did not close", useless);
    }
  }
}
