package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the files of a journal say: its segments and its entries. Not thread-safe. */
final class Recovery {
  private final Disk disk;
  private final Chain chain;
  private final List<Segment> segments = new ArrayList<>();
  private final Replay replay = new Replay();

  private Recovery(Disk disk) throws IOException {
    this.disk = disk;
    this.chain = Chain.find(disk);
  }

  /** Reads only; also what an engine is writing to. */
  static Recovery look(Disk disk) throws IOException {
    Recovery recovery = new Recovery(disk);
    recovery.read(false);
    return recovery;
  }

  /**
   * Reads, cuts a torn end off and deletes what does not count.
   *
   * @throws JournalDamage nothing was changed
   */
  static Recovery repair(Disk disk) throws IOException {
    Recovery recovery = new Recovery(disk);
    recovery.read(true);
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

  void close() {
    segments.forEach(Segment::close);
  }

  private void read(boolean repair) throws IOException {
    boolean done = false;
    try {
      for (SegmentHeader header : chain.headers()) {
        segments.add(read(header));
      }
      if (repair) {
        repair();
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private Segment read(SegmentHeader header) throws IOException {
    String name = Segment.name(header.sequence());
    DiskFile file = disk.open(name);
    boolean done = false;
    try {
      byte[] content = file.read(0, length(name, file.size()));
      Segment segment = new Segment(header.sequence(), file, content.length);
      segment.endsAt(end(segment, header, content));
      done = true;
      return segment;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  /** Up to where it counts. */
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
    return end;
  }

  private void repair() throws IOException {
    if (!segments.isEmpty()) {
      Segment last = segments.get(segments.size() - 1);
      last.repair();
    }
    for (String name : chain.unwanted()) {
      disk.delete(name);
    }
    disk.force();
  }

  private static int length(String name, long size) throws JournalDamage {
    if (size > Integer.MAX_VALUE - Long.BYTES) {
      throw new JournalDamage(name, "it is too large");
    }
    return (int) size;
  }
}
