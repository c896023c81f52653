package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A command of the engine's as an operator runs it, in a process of its own. */
public final class CommandJar {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private CommandJar() {}

  /**
   * Returns its exit code, a space, and what it printed.
   *
   * @param name of the file that the build makes
   */
  public static String run(String name, Object... words) {
    String jar = Path.of("target", name).toString();
    List<String> command =
        Stream.concat(Stream.of(JAVA, "-jar", jar), Stream.of(words).map(String::valueOf)).toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] printed = process.getInputStream().readAllBytes();
      return process.waitFor() + " " + new String(printed, StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
