package ai.karen.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The process of the scripted providers, from the outside. */
final class Providers implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final List<String> baseUrls;

  Providers() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                ProviderProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    baseUrls = words();
  }

  String answering() {
    return baseUrls.get(0);
  }

  /** Fails always. */
  String failing() {
    return baseUrls.get(1);
  }

  /** Fails always too; another one, for a breaker that is open. */
  String broken() {
    return baseUrls.get(2);
  }

  /** Answers too, after a while. */
  String slow() {
    return baseUrls.get(3);
  }

  /** How often each was asked so far, in the order of the methods above. */
  List<Integer> questions() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return words().stream().map(Integer::valueOf).toList();
  }

  ProcessFigures figures() {
    return new ProcessFigures(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
  }

  private List<String> words() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the scripted providers' process has ended");
    }
    return Stream.of(line.split(" ")).toList();
  }
}
