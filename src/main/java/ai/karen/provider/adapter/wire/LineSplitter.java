package ai.karen.provider.adapter.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts bytes into lines that end in LF, CR or CRLF. Works on bytes, so that a character split over
 * two buffers needs no care: none of its bytes looks like a line's end. Not thread-safe.
 */
final class LineSplitter {
  private static final int FIRST_CAPACITY = 1024;

  private final LineTaker taker;
  private final int limit;
  private byte[] chunk = new byte[0];
  private byte[] carried = new byte[FIRST_CAPACITY];
  private int carriedLength;
  private boolean afterCarriageReturn;

  /** Takes a line; the bytes are valid during the call only. */
  interface LineTaker {
    void take(byte[] bytes, int from, int to);
  }

  LineSplitter(int limit, LineTaker taker) {
    this.limit = limit;
    this.taker = taker;
  }

  /**
   * Takes the next bytes.
   *
   * @throws TooLongException when a line outgrows the limit
   */
  void feed(ByteBuffer buffer) {
    int length = buffer.remaining();
    if (chunk.length < length) {
      chunk = new byte[length];
    }
    buffer.get(chunk, 0, length);
    split(length);
  }

  /** Hands out a last line that nothing ended. */
  void end() {
    if (carriedLength > 0) {
      finishCarried();
    }
  }

  private void split(int length) {
    int start = 0;
    for (int index = 0; index < length; index++) {
      byte each = chunk[index];
      if (each == '\n' || each == '\r') {
        endOfLine(each, start, index);
        start = index + 1;
      }
    }
    carry(start, length);
  }

  private void endOfLine(byte end, int from, int to) {
    boolean secondHalf = end == '\n' && afterCarriageReturn && from == to && carriedLength == 0;
    afterCarriageReturn = end == '\r';
    if (!secondHalf) {
      finish(from, to);
    }
  }

  private void finish(int from, int to) {
    if (carriedLength == 0) {
      taker.take(chunk, from, to);
    } else {
      carry(from, to);
      finishCarried();
    }
  }

  private void finishCarried() {
    int length = carriedLength;
    carriedLength = 0;
    taker.take(carried, 0, length);
  }

  private void carry(int from, int to) {
    int length = carriedLength + to - from;
    if (length > limit) {
      throw new TooLongException("a line of the stream is longer than " + limit + " bytes");
    }
    if (length > carried.length) {
      carried = Arrays.copyOf(carried, Math.max(length, 2 * carried.length));
    }
    System.arraycopy(chunk, from, carried, carriedLength, to - from);
    carriedLength = length;
  }
}
