package ai.karen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process and its children cost, as Linux counts it; nothing elsewhere. */
final class ProcessFigures {
  private static final long TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

  private final ProcessHandle process;

  ProcessFigures(ProcessHandle process) {
    this.process = process;
  }

  /** Used so far, on all processors together. */
  Duration cpu() {
    long ticks = all().mapToLong(ProcessFigures::ticks).sum();
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }

  /** Resident now. */
  long mebibytes() {
    return all().mapToLong(ProcessFigures::resident).sum() / KIBIBYTES_PER_MEBIBYTE;
  }

  private Stream<Long> all() {
    return Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid);
  }

  private static long ticks(long pid) {
    String stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The name, in brackets, may hold anything; what follows it begins with field 3.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
  }

  private static long resident(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), file));
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
