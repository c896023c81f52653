package ai.karen.store.adapter.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How a segment begins. It vouches for the segment before it: what that one holds up to {@code
 * previousLength} was forced, and whatever stands behind that, or in segments between the two, was
 * refused and does not count.
 *
 * @param sequence its own number, from 1
 * @param previous the number of the segment before it; 0 when it was the first
 * @param previousLength how much of that one counts
 * @param firstPosition all positions below were given before
 */
record SegmentHeader(long sequence, long previous, long previousLength, long firstPosition) {
  static final int FORMAT = 1;
  static final int LENGTH = 48;
  private static final long MAGIC = 0x4B_41_52_45_4E_4A_4E_4CL;
  private static final int CHECKED = LENGTH - Integer.BYTES;

  byte[] encode() {
    ByteBuffer header = ByteBuffer.allocate(LENGTH).putLong(MAGIC).putInt(FORMAT);
    header.putLong(sequence).putLong(previous).putLong(previousLength).putLong(firstPosition);
    return header.putInt(checksum(header.array())).array();
  }

  /**
   * @return null when the content does not begin with a whole header of that number
   * @throws JournalDamage it was written in a format that this engine does not know
   */
  static SegmentHeader decode(String file, long sequence, byte[] content) throws JournalDamage {
    if (content.length < LENGTH || ByteBuffer.wrap(content).getLong() != MAGIC) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(content);
    int format = header.getInt(Long.BYTES);
    if (format != FORMAT) {
      throw new JournalDamage(file, "its format " + format + " is not known to this engine");
    }
    header.position(Long.BYTES + Integer.BYTES);
    SegmentHeader read =
        new SegmentHeader(header.getLong(), header.getLong(), header.getLong(), header.getLong());
    boolean whole = header.getInt() == checksum(content) && read.sequence == sequence;
    return whole ? read : null;
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, CHECKED);
    return (int) checksum.getValue();
  }
}
