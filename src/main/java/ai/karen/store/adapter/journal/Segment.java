package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of the log. Guarded by the log's lock, but for {@link #force} and {@link #read}. */
final class Segment {
  private static final Logger LOG = System.getLogger(Segment.class.getName());
  private static final Pattern NAME = Pattern.compile("(\\d{10,18})\\.segment");

  private final long sequence;
  private final DiskFile file;
  private int size;
  private int forced;
  private boolean failed;
  private boolean torn;

  /** Bytes of entries in it that are still wanted. */
  long live;

  /** Without a header yet; until there is one, nothing in it counts. */
  Segment(long sequence, DiskFile file) {
    this.sequence = sequence;
    this.file = file;
    this.size = SegmentHeader.LENGTH;
  }

  static String name(long sequence) {
    return String.format(Locale.ROOT, "%010d.segment", sequence);
  }

  /** Empty for a file that is no segment. */
  static OptionalLong sequence(String name) {
    Matcher number = NAME.matcher(name);
    return number.matches()
        ? OptionalLong.of(Long.parseLong(number.group(1)))
        : OptionalLong.empty();
  }

  long sequence() {
    return sequence;
  }

  String name() {
    return name(sequence);
  }

  /** Up to where it is written; what the file may hold behind that does not count. */
  int size() {
    return size;
  }

  void endsAt(int end) {
    size = end;
    forced = end;
  }

  void write(SegmentHeader header) throws IOException {
    file.write(0, header.encode());
  }

  /** Writes a record; when that fails, everything is as before but for what stands behind it. */
  Frame append(byte[] body) throws IOException {
    byte[] frame = Frame.encode(sequence, size, forced, body);
    try {
      file.write(size, frame);
    } catch (IOException refused) {
      torn = true;
      truncate();
      throw refused;
    }
    Frame written = new Frame(size, frame.length, forced, body);
    size = written.end();
    return written;
  }

  /** Without the lock. */
  void force() throws IOException {
    file.force();
  }

  void forcedUpTo(int end) {
    forced = end;
  }

  /** Whether something was written that may not last. */
  boolean dirty() {
    return size > forced;
  }

  /** An fsync failed: what was not forced does not count any more, and nothing is written to it. */
  void cut() {
    failed = true;
    size = forced;
    truncate();
  }

  boolean failed() {
    return failed;
  }

  /**
   * Whether a write failed: what it left behind the end might count after a loss of power, until a
   * next segment's header says that it does not.
   */
  boolean torn() {
    return torn;
  }

  /** A record's body; without the lock. */
  byte[] read(int offset, int length) throws IOException {
    Frame frame = Frame.decode(sequence, file.read(offset, length), offset, offset);
    if (frame == null) {
      throw new IOException("its checksum is wrong at byte " + offset);
    }
    return frame.body();
  }

  void close() {
    file.close();
  }

  /** Only tidy: the next record overwrites what stands behind the end, or a header voids it. */
  private void truncate() {
    try {
      file.truncate(size);
    } catch (IOException refused) {
      LOG.log(Level.DEBUG, "The end of " + name() + " was not cut off", refused);
    }
  }
}
