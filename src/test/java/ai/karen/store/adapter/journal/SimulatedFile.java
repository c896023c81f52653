package ai.karen.store.adapter.journal;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file of a {@link SimulatedDisk}: what is shown, what lasts, and the writes between. */
final class SimulatedFile implements DiskFile {
  private static final int SECTOR = 16;

  private final SimulatedDisk disk;
  private final Random random;
  private byte[] shown = new byte[0];
  private byte[] lasting = new byte[0];
  private List<Write> writes = new ArrayList<>();
  private int forces;

  SimulatedFile(SimulatedDisk disk, Random random) {
    this.disk = disk;
    this.random = random;
  }

  @Override
  public void write(long offset, byte[] bytes) throws IOException {
    synchronized (disk) {
      disk.call();
      if (disk.stopsHere() || disk.chance() || bytes.length > disk.room) {
        int part = random.nextInt(bytes.length);
        put(offset, Arrays.copyOf(bytes, (int) Math.min(part, Math.max(0, disk.room))));
        throw new IOException(disk.stopsHere() ? "The process ended" : "No space left on device");
      }
      put(offset, bytes);
    }
  }

  @Override
  public byte[] read(long offset, int length) throws IOException {
    synchronized (disk) {
      disk.call();
      if (offset + length > shown.length) {
        throw new EOFException("the file is too short");
      }
      return Arrays.copyOfRange(shown, (int) offset, (int) offset + length);
    }
  }

  @Override
  public long size() {
    synchronized (disk) {
      return shown.length;
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    synchronized (disk) {
      disk.call();
      disk.fail();
      apply(new Write(size, null));
    }
  }

  @Override
  public void force() throws IOException {
    List<Write> batch;
    synchronized (disk) {
      disk.call();
      forces++;
      batch = writes;
      writes = new ArrayList<>();
    }
    disk.during.run();
    synchronized (disk) {
      if (disk.stopsHere() || disk.stopped()) {
        batch.addAll(writes);
        writes = batch;
        disk.call();
      }
      if (disk.forceFails()) {
        lasting = chosen(batch);
        throw new IOException("Input/output error");
      }
      batch.forEach(write -> lasting = write.on(lasting));
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /** How often it was forced. */
  int forces() {
    synchronized (disk) {
      return forces;
    }
  }

  /** Flips a bit of what is shown and lasts. */
  void damage(int offset) {
    synchronized (disk) {
      lasting = shown.clone();
      lasting[offset] ^= 0x10;
      shown = lasting.clone();
      writes.clear();
    }
  }

  void losePower() {
    lasting = chosen(writes);
    writes.clear();
    shown = lasting.clone();
  }

  private void put(long offset, byte[] bytes) {
    if (disk.room != Long.MAX_VALUE) {
      disk.room -= bytes.length;
    }
    apply(new Write(offset, bytes));
  }

  private void apply(Write write) {
    shown = write.on(shown);
    writes.add(write);
  }

  /** What lasts, with some of the writes, or parts of them. */
  private byte[] chosen(List<Write> among) {
    byte[] result = lasting;
    int manner = random.nextInt(4);
    for (Write write : among) {
      boolean all = manner == 0;
      if (all || manner != 1 && random.nextBoolean()) {
        result = (manner == 3 ? write.torn(random) : write).on(result);
      }
    }
    return result;
  }

  /** Bytes at an offset, or a new size where there are none. */
  private record Write(long offset, byte[] bytes) {
    byte[] on(byte[] content) {
      if (bytes == null) {
        return content.length > offset ? Arrays.copyOf(content, (int) offset) : content;
      }
      byte[] result = Arrays.copyOf(content, (int) Math.max(content.length, offset + bytes.length));
      System.arraycopy(bytes, 0, result, (int) offset, bytes.length);
      return result;
    }

    /** Some of its sectors stay what they were: nothing. */
    Write torn(Random random) {
      if (bytes == null) {
        return this;
      }
      byte[] part = bytes.clone();
      for (int at = 0; at < part.length; at += SECTOR) {
        if (random.nextInt(3) == 0) {
          Arrays.fill(part, at, Math.min(at + SECTOR, part.length), (byte) 0);
        }
      }
      return random.nextBoolean()
          ? new Write(offset, part)
          : new Write(offset, Arrays.copyOf(part, random.nextInt(part.length + 1)));
    }
  }
}
