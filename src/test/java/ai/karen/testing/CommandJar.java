package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command of the engine's as an operator runs it, in a process of its own. */
public final class CommandJar {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final Duration LONGEST = Duration.ofSeconds(30);

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
      Path printed = Files.createTempFile("karen-command", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " did not end:\n" + Files.readString(printed));
      }
      return process.exitValue() + " " + Files.readString(printed).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
