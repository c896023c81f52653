package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Added;
import ai.karen.store.adapter.journal.LogRecord.Sealed;
import ai.karen.store.entity.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A file with the waiting entries of another journal: a segment that ends with a seal. Its header
 * is written last, so that it is whole or not there.
 */
final class HandOver {
  static final String FOLDER = "journal-inbox";
  private static final int PART = 4 << 20;
  private static final String END = ".journal";

  private HandOver() {}

  static boolean is(String name) {
    return name.endsWith(END);
  }

  /**
   * Writes new files, for good; in the order of their names, the order of the entries is kept.
   *
   * @return how many entries
   */
  static int write(Disk inbox, Iterable<JournalEntry> entries) throws IOException {
    String series = UUID.randomUUID().toString();
    int count = 0;
    List<JournalEntry> part = new ArrayList<>();
    int size = 0;
    for (JournalEntry entry : entries) {
      part.add(entry);
      size += entry.operation().payload().length();
      count++;
      if (size >= PART) {
        writeFile(inbox, name(series, count), part);
        part.clear();
        size = 0;
      }
    }
    if (!part.isEmpty()) {
      writeFile(inbox, name(series, count), part);
    }
    return count;
  }

  /**
   * Oldest first.
   *
   * @return empty when the file is not whole yet
   * @throws JournalDamage it never will be
   */
  static List<JournalEntry> read(Disk inbox, String name) throws IOException {
    try (DiskFile file = inbox.open(name)) {
      byte[] content = file.read(0, Math.toIntExact(file.size()));
      if (SegmentHeader.decode(name, 1, content) == null) {
        return List.of();
      }
      return entries(name, content);
    }
  }

  private static String name(String series, int count) {
    return String.format(Locale.ROOT, "%s-%010d%s", series, count, END);
  }

  private static void writeFile(Disk inbox, String name, List<JournalEntry> entries)
      throws IOException {
    try (DiskFile file = inbox.create(name)) {
      Segment segment = new Segment(1, file);
      for (JournalEntry entry : entries) {
        segment.append(RecordFormat.added(entry));
      }
      segment.append(RecordFormat.sealed());
      segment.force();
      segment.write(new SegmentHeader(1, 0, 0, 1));
      segment.force();
    }
    inbox.force();
  }

  private static List<JournalEntry> entries(String name, byte[] content) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    List<LogRecord> last = new ArrayList<>();
    int end =
        new Scan(1, content)
            .walk(
                -1,
                frame -> {
                  LogRecord record = RecordFormat.decode(frame.body());
                  last.add(record);
                  if (record instanceof Added added) {
                    entries.add(added.entry());
                  }
                });
    if (end != content.length || !(last.get(last.size() - 1) instanceof Sealed)) {
      throw new JournalDamage(name, "the record at byte " + end + " is damaged");
    }
    return entries;
  }
}
