package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Added;
import ai.karen.store.adapter.journal.LogRecord.Parked;
import ai.karen.store.adapter.journal.LogRecord.Range;
import ai.karen.store.adapter.journal.LogRecord.Sealed;
import ai.karen.store.adapter.journal.LogRecord.Settled;
import ai.karen.store.adapter.journal.LogRecord.Unparked;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Records as bytes; a change of anything here is a new {@link SegmentHeader#FORMAT}. */
final class RecordFormat {
  private static final byte ADDED = 1;
  private static final byte SETTLED = 2;
  private static final byte PARKED = 3;
  private static final byte UNPARKED = 4;
  private static final byte SEALED = 5;

  private RecordFormat() {}

  /** An entry whose position is not known yet. */
  static byte[] added(Instant journaledAt, Operation operation) {
    return added(new JournalEntry(0, journaledAt, operation));
  }

  /** Fills the position of an entry in, in place. */
  static void place(byte[] added, long position) {
    ByteBuffer.wrap(added).putLong(1, position);
  }

  static byte[] added(JournalEntry entry) {
    Operation operation = entry.operation();
    return write(
        ADDED,
        out -> {
          out.writeLong(entry.position());
          write(out, entry.journaledAt());
          write(out, operation.id());
          write(out, operation.aggregate());
          write(out, operation.type());
          out.writeInt(operation.version());
          write(out, operation.at());
          write(out, operation.fingerprint());
          write(out, operation.payload());
        });
  }

  static byte[] settled(List<Range> ranges) {
    return write(
        SETTLED,
        out -> {
          out.writeInt(ranges.size());
          for (Range range : ranges) {
            out.writeLong(range.first());
            out.writeLong(range.last());
          }
        });
  }

  static byte[] parked(long position, String reason) {
    return write(
        PARKED,
        out -> {
          out.writeLong(position);
          write(out, reason);
        });
  }

  static byte[] unparked(long position) {
    return write(UNPARKED, out -> out.writeLong(position));
  }

  static byte[] sealed() {
    return new byte[] {SEALED};
  }

  /**
   * @throws IOException no record of this format, although its checksum is right
   */
  static LogRecord decode(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    byte kind = in.readByte();
    return switch (kind) {
      case ADDED -> new Added(readEntry(in));
      case SETTLED -> new Settled(readRanges(in));
      case PARKED -> new Parked(in.readLong(), readText(in));
      case UNPARKED -> new Unparked(in.readLong());
      case SEALED -> new Sealed();
      default -> throw new IOException("a record of an unknown kind");
    };
  }

  private static JournalEntry readEntry(DataInputStream in) throws IOException {
    long position = in.readLong();
    Instant journaledAt = readInstant(in);
    UUID id = readId(in);
    UUID aggregate = readId(in);
    String type = readText(in);
    int version = in.readInt();
    Instant at = readInstant(in);
    String fingerprint = readText(in);
    String payload = readText(in);
    return new JournalEntry(
        position,
        journaledAt,
        new Operation(id, aggregate, type, version, at, payload, fingerprint));
  }

  private static List<Range> readRanges(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Range> ranges = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      ranges.add(new Range(in.readLong(), in.readLong()));
    }
    return ranges;
  }

  private static byte[] write(byte kind, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(kind);
      content.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static UUID readId(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }
}
