package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;

/**
 * A file that writes with {@link SpareRoom}, and spares its {@link SecondHeader}. As thread-safe as
 * the file itself.
 */
final class SparedFile extends FileBase {
  private final FileChannel file;
  private final SpareRoom room;
  private final SecondHeader second;

  SparedFile(FileChannel file, SpareRoom room, SecondHeader second) {
    this.file = file;
    this.room = room;
    this.second = second;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return room.write(() -> file.write(source));
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return room.write(() -> second.write(file, source, position));
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    try {
      file.force(metaData);
    } catch (ClosedChannelException closed) {
      throw closed;
    } catch (IOException failure) {
      second.lose();
      throw failure;
    }
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
