package ai.karen.store.adapter.journal;

import ai.karen.store.entity.JournalEntry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Appends until it is killed, and says what was acknowledged: position, operation, aggregate. */
final class AppendingProcess {
  private static final int APPENDERS = 4;
  private static final int SETTLE_EACH = 7;

  private AppendingProcess() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    SegmentLog log =
        SegmentLog.open(
            FolderDisk.writable(folder), 1_000_000, Clock.systemUTC(), new TestingAlarm());
    for (int appender = 0; appender < APPENDERS; appender++) {
      int aggregate = appender;
      new Thread(() -> append(log, aggregate, out)).start();
    }
  }

  private static void append(SegmentLog log, int aggregate, PrintStream out) {
    for (int number = 0; ; number++) {
      JournalEntry entry = log.append(Operations.of(aggregate, "{\"n\":" + number + "}"));
      out.println("+ " + entry.position() + " " + entry.operation().id());
      if (number % SETTLE_EACH == 0) {
        out.println("- " + entry.position());
        log.settle(List.of(entry.position()));
      }
    }
  }
}
