package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What an engine's heap holds, after a full collection, by the JDK's own command. */
public final class LiveHeap {
  private static final int BYTES = 2;

  private LiveHeap() {}

  /** In bytes. */
  public static long of(TestingEngine engine) {
    ProcessHandle shell = engine.process();
    long pid =
        Stream.concat(Stream.of(shell), shell.descendants())
            .filter(process -> process.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow()
            .pid();
    String[] lines = histogram(pid).strip().split("\n");
    return Long.parseLong(lines[lines.length - 1].strip().split("\\s+")[BYTES]);
  }

  private static String histogram(long pid) {
    String command = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process jcmd = new ProcessBuilder(command, String.valueOf(pid), "GC.class_histogram").start();
      return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
