package ai.karen.door.boundary;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A body of which only so much is there as a test has let come. */
final class TestingInput extends ServletInputStream {
  private final ByteArrayInputStream bytes;
  private int there;
  private Action beforeReading = () -> {};

  /** What happens while a piece is read. */
  interface Action {
    void run() throws IOException;
  }

  TestingInput(byte[] bytes) {
    this.bytes = new ByteArrayInputStream(bytes);
  }

  void arrive(int more) {
    there += more;
  }

  /** Does this before each piece is read. */
  void beforeReading(Action action) {
    beforeReading = action;
  }

  @Override
  public int available() {
    return there;
  }

  @Override
  public boolean isReady() {
    return there > 0;
  }

  @Override
  public boolean isFinished() {
    return bytes.available() == 0;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new UnsupportedOperationException("the test calls the listener itself");
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("a body is read in pieces");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    beforeReading.run();
    int read = bytes.read(buffer, offset, Math.min(length, there));
    there -= Math.max(read, 0);
    return read;
  }
}
