package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FileBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed fsync is final, but for one of a file that was closed meanwhile. */
class SparedFileTest {
  @TempDir Path folder;

  private final SecondHeader second = new SecondHeader();

  @Test
  void afterAFailedSyncTheDiskIsLost() {
    assertThatThrownBy(() -> failing(new IOException("Input/output error")).force(true))
        .hasMessage("Input/output error");
    assertThat(second.isLost()).isTrue();
  }

  @Test
  void aFileThatWasClosedIsNoLostDisk() {
    assertThatThrownBy(() -> failing(new ClosedChannelException()).force(true))
        .isInstanceOf(ClosedChannelException.class);
    assertThat(second.isLost()).isFalse();
  }

  private SparedFile failing(IOException failure) {
    return new SparedFile(new Failing(failure), new SpareRoom(folder), second);
  }

  private static final class Failing extends FileBase {
    private final IOException failure;

    Failing(IOException failure) {
      this.failure = failure;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      throw failure;
    }

    @Override
    public int read(ByteBuffer target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }
  }
}
