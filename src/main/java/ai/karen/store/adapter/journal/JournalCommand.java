package ai.karen.store.adapter.journal;

import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operators' command: lists and checks a journal, and hands a lost node's over. Ends with one
 * of the codes below.
 */
public final class JournalCommand {
  static final int DONE = 0;
  static final int DAMAGED = 1;
  static final int MISUSED = 2;
  static final int REFUSED = 3;

  private static final String FOLDER = "journal";
  private static final String USAGE =
      """
      list FOLDER [--payloads]     the operations that wait, without what people wrote
      check FOLDER                 whether the journal is whole
      hand-over FOLDER DATA_FOLDER gives what waits to the engine with that data folder
      FOLDER is a data folder or the journal in it.
      Ends with 0 when done, 1 when the journal is damaged, 2 when misused, 3 when refused.""";

  private final PrintStream out;

  JournalCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
    PrintStream out = new PrintStream(standard, true, StandardCharsets.UTF_8);
    System.exit(new JournalCommand(out).run(List.of(arguments)));
  }

  /**
   * @return the exit code
   */
  int run(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    boolean payloads = words.remove("--payloads");
    try {
      return run(words, payloads);
    } catch (JournalDamage damage) {
      out.println(Refusals.damaged(damage.file(), damage.getMessage()));
      return DAMAGED;
    } catch (IOException refused) {
      out.println("That can't be done: " + refused.getMessage());
      return REFUSED;
    }
  }

  private int run(List<String> words, boolean payloads) throws IOException {
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("list") && words.size() == 2) {
      return list(Path.of(words.get(1)), payloads);
    }
    if (verb.equals("check") && words.size() == 2) {
      return check(Path.of(words.get(1)));
    }
    if (verb.equals("hand-over") && words.size() == 3) {
      return handOver(Path.of(words.get(1)), Path.of(words.get(2)));
    }
    return misused();
  }

  private int list(Path folder, boolean payloads) throws IOException {
    try (WaitingEntries entries = WaitingEntries.in(journal(folder))) {
      entries.forEach(entry -> out.println(line(entry, payloads)));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    return DONE;
  }

  private int check(Path folder) throws IOException {
    try (WaitingEntries entries = WaitingEntries.in(journal(folder))) {
      out.println(entries.summary());
    }
    return DONE;
  }

  private int handOver(Path from, Path to) throws IOException {
    Path journal = journal(from);
    if (!Files.isDirectory(to.resolve(FOLDER))
        || to.toRealPath().equals(journal.resolve("..").toRealPath())) {
      throw new IOException(to + " is not another engine's data folder");
    }
    try (EngineLock lock = EngineLock.take(journal.resolveSibling("lock"));
        WaitingEntries entries = WaitingEntries.in(journal)) {
      Disk inbox = FolderDisk.writable(to.resolve(HandOver.FOLDER));
      out.println(lock.known() ? "The old engine is stopped." : "There is no lock of an engine.");
      out.println(HandOver.write(inbox, entries) + " operations were handed over to " + to);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    return DONE;
  }

  private int misused() {
    out.println(USAGE);
    return MISUSED;
  }

  private static Path journal(Path folder) throws IOException {
    Path inside = folder.resolve(FOLDER);
    Path journal = (Files.isDirectory(inside) ? inside : folder).toAbsolutePath().normalize();
    if (!Files.isDirectory(journal)) {
      throw new IOException("there is no folder " + folder);
    }
    if (!journal.endsWith(FOLDER) && !holdsSegments(journal)) {
      // "Whole" would be a lie about a folder that was mistyped.
      throw new IOException("there is no journal in " + folder);
    }
    return journal;
  }

  private static boolean holdsSegments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> Segment.sequence(file.getFileName().toString()).isPresent());
    }
  }

  private static String line(JournalEntry entry, boolean payload) {
    Operation operation = entry.operation();
    int size = operation.payload().getBytes(StandardCharsets.UTF_8).length;
    String line =
        String.join(
            " ",
            String.valueOf(entry.position()),
            entry.journaledAt().toString(),
            operation.type(),
            operation.aggregate().toString(),
            String.valueOf(size));
    return payload ? line + " " + operation.payload() : line;
  }
}
