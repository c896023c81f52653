package ai.karen.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On what and how it was measured: without it no figure means anything. */
final class Conditions {
  private static final String UNKNOWN = "unknown";
  private static final int KIBIBYTES_PER_GIBIBYTE = 1024 * 1024;

  private Conditions() {}

  static String of(Options options) {
    return """
        Measured %s UTC at commit %s: %d × %s, %s GB memory, %s %s, Java %s, Open Liberty %s, nginx %s; \
        engine's JVM options %s; open files %s; warm-up %d s, medians of %d rounds, %d s for each rate. \
        Load, provider and engine share the processors.
        """
        .formatted(
            LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
            command("git", "describe", "--always", "--dirty"),
            Runtime.getRuntime().availableProcessors(),
            inFile("/proc/cpuinfo", "model name\\s*: (.*)"),
            memory(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            System.getProperty("bench.liberty", UNKNOWN),
            command("sh", "-c", "PATH=$PATH:/usr/sbin nginx -v 2>&1 | sed 's/.*nginx.//'"),
            options.engineJvm().isBlank() ? "as delivered" : options.engineJvm(),
            command("sh", "-c", "ulimit -n"),
            options.warmUp().toSeconds(),
            options.rounds(),
            options.period().toSeconds());
  }

  private static String memory() {
    String kibibytes = inFile("/proc/meminfo", "MemTotal: *(\\d+)");
    return kibibytes.equals(UNKNOWN)
        ? UNKNOWN
        : String.valueOf(Long.parseLong(kibibytes) / KIBIBYTES_PER_GIBIBYTE);
  }

  private static String inFile(String file, String pattern) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
      return matcher.find() ? matcher.group(1).strip() : UNKNOWN;
    } catch (IOException notLinux) {
      return UNKNOWN;
    }
  }

  private static String command(String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes()).strip();
      boolean well = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
      return well && !output.isEmpty() ? output : UNKNOWN;
    } catch (IOException absent) {
      return UNKNOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
