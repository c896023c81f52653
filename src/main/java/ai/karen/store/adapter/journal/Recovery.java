package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the files of a journal say: its segments and its entries. Not thread-safe. */
final class Recovery {
  private final Disk disk;
  private final Chain chain;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> superseded;
  private final Replay replay = new Replay();
  private String tornEnd;

  private Recovery(Disk disk) throws IOException {
    this.disk = disk;
    this.chain = Chain.find(disk);
    this.superseded = new ArrayList<>(chain.unwanted());
  }

  /**
   * Reads, and changes nothing.
   *
   * @throws JournalDamage some file can't be used
   */
  static Recovery of(Disk disk) throws IOException {
    Recovery recovery = new Recovery(disk);
    recovery.read();
    return recovery;
  }

  Index index() {
    return replay.index();
  }

  List<Segment> segments() {
    return segments;
  }

  long lastSequence() {
    return chain.lastSequence();
  }

  long nextPosition() {
    return replay.nextPosition();
  }

  /**
   * Records at the end of which nobody knows whether they last: the operating system may show what
   * a failed fsync has lost. They are to be written again, into a new segment.
   */
  List<Pending> unproven() {
    return replay.unproven();
  }

  /** Files that do not count once a new segment was begun. */
  List<String> superseded() {
    return superseded;
  }

  /**
   * That the journal ends in the middle of a record, a sentence: what was written when the engine
   * or its machine died, or more. Empty where its last record is whole.
   */
  Optional<String> tornEnd() {
    return Optional.ofNullable(tornEnd);
  }

  void close() {
    segments.forEach(Segment::close);
  }

  private void read() throws IOException {
    boolean done = false;
    try {
      for (SegmentHeader header : chain.headers()) {
        segments.add(read(header));
      }
      if (!segments.isEmpty() && !replay.proven()) {
        dropLast();
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** Not even its header is known to last: the next segment takes its place as a whole. */
  private void dropLast() {
    Segment last = segments.remove(segments.size() - 1);
    superseded.add(last.name());
    last.close();
  }

  private Segment read(SegmentHeader header) throws IOException {
    String name = Segment.name(header.sequence());
    DiskFile file = disk.open(name);
    boolean done = false;
    try {
      byte[] content = file.read(0, length(name, file.size()));
      Segment segment = new Segment(header.sequence(), file);
      segment.endsAt(end(segment, header, content));
      done = true;
      return segment;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  /** Up to where it counts and is known to last. */
  private int end(Segment segment, SegmentHeader header, byte[] content) throws IOException {
    Scan scan = new Scan(header.sequence(), content);
    long promised = chain.promised(header.sequence());
    if (promised > content.length) {
      throw new JournalDamage(
          segment.name(), "it ends at byte " + content.length + " of " + promised);
    }
    replay.begin(header);
    int end = scan.walk(promised, frame -> replay.apply(segment, frame));
    if (promised >= 0 ? end != promised : scan.forcedBeyond(end)) {
      throw new JournalDamage(segment.name(), "the record at byte " + end + " is damaged");
    }
    if (promised >= 0) {
      return end;
    }
    tellOfTornEnd(segment, content.length - end);
    return replay.prove();
  }

  private void tellOfTornEnd(Segment segment, int bytes) {
    if (bytes > 0) {
      tornEnd =
          "The last "
              + bytes
              + " bytes of "
              + segment.name()
              + " are no whole record and do not count.";
    }
  }

  private static int length(String name, long size) throws JournalDamage {
    if (size > Integer.MAX_VALUE - Long.BYTES) {
      throw new JournalDamage(name, "it is too large");
    }
    return (int) size;
  }
}
