package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real server as a process of its own: on free ports, with a data folder of its own, set up by
 * environment variables alone, as an operator would.
 */
public final class TestingEngine implements AutoCloseable {
  /** A well-formed key with every scope, accepted from the start. */
  public static final String KEY = "kk_live_Testing1_0123456789abcdefghijABCDEFGHIJ012nMYRR";

  private static final String OUTPUT = "output";
  private static final Duration LONGEST_START = Duration.ofSeconds(180);

  private final Map<String, String> variables;
  private final EngineClient client;
  private final Path folder;
  private Process process;

  private TestingEngine(Map<String, String> variables, EngineClient client, Path folder)
      throws IOException {
    this.variables = variables;
    this.client = client;
    this.folder = folder;
    this.process = process(folder, variables);
  }

  /** Starts with these variables on top of the environment's, and returns when it is ready. */
  public static TestingEngine start(Map<String, String> settings) {
    TestingEngine engine = launch(settings);
    try {
      engine.client.awaitReady(LONGEST_START, engine::logs);
      return engine;
    } catch (RuntimeException failure) {
      engine.close();
      throw failure;
    }
  }

  /** Starts and does not wait. */
  public static TestingEngine launch(Map<String, String> settings) {
    try {
      Path folder = Files.createTempDirectory("karen-engine");
      KnownServer.prepare(folder.resolve(OUTPUT));
      int port = freePort();
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("KAREN_HTTP_PORT", String.valueOf(port));
      variables.put("KAREN_HTTPS_PORT", String.valueOf(freePort()));
      variables.put("KAREN_DATA_DIR", folder.resolve("data").toString());
      variables.put("KAREN_BOOTSTRAP_API_KEY", KEY);
      variables.put("OLLAMA_HOST", "http://127.0.0.1:" + freePort());
      variables.putAll(settings);
      return new TestingEngine(variables, new EngineClient(port, KEY), folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public EngineClient client() {
    return client;
  }

  /** The process that was started; the server's own may be a child of it. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  public Path dataFolder() {
    return folder.resolve("data");
  }

  /** What the engine printed so far. */
  public String logs() {
    try {
      return Files.readString(folder.resolve("console.log"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends the server without a chance to say goodbye (SIGKILL), and waits for its end. */
  public void kill() {
    Signals.kill(Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList());
  }

  /** After {@link #kill}: again with the same settings, ports and data, ready when it returns. */
  public void restart() {
    restart(Map.of());
  }

  /**
   * @param changes settings that are others from now on
   */
  public void restart(Map<String, String> changes) {
    variables.putAll(changes);
    relaunch();
    client.awaitReady(LONGEST_START, this::logs);
  }

  /** As {@link #restart()}, and does not wait. */
  public void relaunch() {
    try {
      process = process(folder, variables);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends TERM, as an operator's platform does. Any number of times. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for the process's end, and returns its exit code. */
  public int awaitExit(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("The engine did not end:\n" + logs());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Ends the process as an operator would, and waits for its end. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      if (!process.isAlive() && process.exitValue() == 0) {
        KnownServer.learn(folder.resolve(OUTPUT));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process process(Path folder, Map<String, String> variables) throws IOException {
    Path home = Path.of(System.getProperty("karen.server.home", "target/liberty/wlp"));
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/server").toAbsolutePath().toString(),
            "run",
            System.getProperty("karen.server.name", "karen"));
    builder.directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SERVER_WORKING_DIR", folder.toString());
    builder.environment().put("WLP_OUTPUT_DIR", folder.resolve(OUTPUT).toString());
    // A small test needs no peak speed; a start that compiles less takes two thirds of the time.
    boolean fully = Boolean.getBoolean("karen.proof.full-speed");
    builder.environment().put("JVM_ARGS", fully ? "" : "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(folder.resolve("console.log").toFile()));
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
