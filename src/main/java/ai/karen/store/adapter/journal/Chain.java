package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which files of a folder are the journal: from the newest whole header back from one to the one
 * before. What lies between two of them, and what was begun after the newest and is empty, does not
 * count. Immutable once found.
 */
final class Chain {
  private final Disk disk;

  /** By number; null where the header is not whole. */
  private final NavigableMap<Long, SegmentHeader> files = new TreeMap<>();

  private final Deque<SegmentHeader> headers = new ArrayDeque<>();
  private final List<String> unwanted = new ArrayList<>();

  private Chain(Disk disk) {
    this.disk = disk;
  }

  static Chain find(Disk disk) throws IOException {
    Chain chain = new Chain(disk);
    chain.readHeaders();
    chain.dropUnbegun();
    chain.link();
    return chain;
  }

  /** Oldest first. */
  Iterable<SegmentHeader> headers() {
    return headers;
  }

  /** Files that do not count. */
  List<String> unwanted() {
    return unwanted;
  }

  /** The highest number that a file has; 0 when there is none. */
  long lastSequence() {
    return files.isEmpty() ? 0 : files.lastKey();
  }

  /**
   * Up to where the next one says that it counts.
   *
   * @return negative for the last one
   */
  long promised(long sequence) {
    return headers.stream()
        .filter(header -> header.previous() == sequence)
        .mapToLong(SegmentHeader::previousLength)
        .findFirst()
        .orElse(-1);
  }

  private void readHeaders() throws IOException {
    for (String name : disk.list()) {
      var sequence = Segment.sequence(name);
      if (sequence.isPresent()) {
        files.put(sequence.getAsLong(), header(name, sequence.getAsLong()));
      }
    }
  }

  private SegmentHeader header(String name, long sequence) throws IOException {
    try (DiskFile file = disk.open(name)) {
      int length = (int) Math.min(file.size(), SegmentHeader.LENGTH);
      return SegmentHeader.decode(name, sequence, file.read(0, length));
    }
  }

  /** A crash while a segment was begun leaves it without a whole header, and without anything. */
  private void dropUnbegun() throws IOException {
    for (var file : files.descendingMap().entrySet()) {
      if (file.getValue() != null) {
        return;
      }
      long sequence = file.getKey();
      if (new Scan(sequence, content(Segment.name(sequence))).holdsAnything()) {
        throw new JournalDamage(Segment.name(sequence), "its beginning is damaged");
      }
      unwanted.add(Segment.name(sequence));
    }
  }

  private byte[] content(String name) throws IOException {
    try (DiskFile file = disk.open(name)) {
      return file.read(0, (int) Math.min(file.size(), Integer.MAX_VALUE - Long.BYTES));
    }
  }

  private void link() throws JournalDamage {
    SegmentHeader next = null;
    for (var file : files.descendingMap().entrySet()) {
      long sequence = file.getKey();
      if (unwanted.contains(Segment.name(sequence))) {
        continue;
      }
      if (next != null && sequence > next.previous()) {
        unwanted.add(Segment.name(sequence));
        continue;
      }
      next = linked(next, sequence, file.getValue());
    }
  }

  private SegmentHeader linked(SegmentHeader next, long sequence, SegmentHeader header)
      throws JournalDamage {
    if (next != null && sequence < next.previous()) {
      throw new JournalDamage(Segment.name(next.previous()), "it is missing");
    }
    if (header == null) {
      throw new JournalDamage(Segment.name(sequence), "its beginning is damaged");
    }
    headers.addFirst(header);
    return header;
  }
}
