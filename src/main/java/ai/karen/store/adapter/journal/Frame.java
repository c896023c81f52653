package ai.karen.store.adapter.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A record as it stands in a segment: mark, length, how much of the segment had been forced when it
 * was written, checksum, body. The checksum (CRC-32C) also covers the segment's number and the
 * place, so that a record is good only where it was written.
 *
 * @param offset where it begins
 * @param length of all of it
 * @param forced up to where the segment had been forced before
 */
record Frame(int offset, int length, int forced, byte[] body) {
  static final int OVERHEAD = 14;
  private static final short MARK = 0x4B4A;

  int end() {
    return offset + length;
  }

  static byte[] encode(long sequence, int offset, int forced, byte[] body) {
    return ByteBuffer.allocate(OVERHEAD + body.length)
        .putShort(MARK)
        .putInt(body.length)
        .putInt(forced)
        .putInt(checksum(sequence, offset, forced, ByteBuffer.wrap(body)))
        .put(body)
        .array();
  }

  /**
   * @param content a piece of a segment that begins at {@code start}
   * @param offset where in the segment a frame may begin
   * @return null when there is no whole, good frame
   */
  static Frame decode(long sequence, byte[] content, int start, int offset) {
    int at = offset - start;
    if (content.length - at < OVERHEAD) {
      return null;
    }
    ByteBuffer frame = ByteBuffer.wrap(content, at, content.length - at);
    if (frame.getShort() != MARK) {
      return null;
    }
    int length = frame.getInt();
    int forced = frame.getInt();
    int checksum = frame.getInt();
    if (length <= 0 || length > frame.remaining()) {
      return null;
    }
    ByteBuffer body = frame.slice(frame.position(), length);
    if (checksum != checksum(sequence, offset, forced, body)) {
      return null;
    }
    int from = at + OVERHEAD;
    return new Frame(
        offset, OVERHEAD + length, forced, Arrays.copyOfRange(content, from, from + length));
  }

  private static int checksum(long sequence, int offset, int forced, ByteBuffer body) {
    CRC32C checksum = new CRC32C();
    ByteBuffer head = ByteBuffer.allocate(20);
    head.putLong(sequence).putInt(offset).putInt(forced).putInt(body.remaining()).flip();
    checksum.update(head);
    checksum.update(body);
    return (int) checksum.getValue();
  }
}
