package ai.karen.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis as a process of its own, on a free port of this machine, that can be frozen, thawed,
 * killed and started again. It keeps nothing across restarts. For one thread.
 */
public final class RealRedis implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 2_000;

  private static File executable;

  private final int port;
  private final String password;
  private final Path folder;
  private Process process;

  private RealRedis(String password) {
    this.port = freePort();
    this.password = password;
    this.folder = newFolder();
  }

  /** One that runs. */
  public static RealRedis start() {
    return away().restart();
  }

  /** One that wants a password. */
  public static RealRedis startWithPassword(String password) {
    return new RealRedis(password).restart();
  }

  /** One that is not there yet: nobody listens on its port until {@link #restart}. */
  public static RealRedis away() {
    return new RealRedis("");
  }

  public int port() {
    return port;
  }

  /** For {@code karen.redis.url}. */
  public String url() {
    String user = password.isEmpty() ? "" : ":" + password + "@";
    return "redis://" + user + "127.0.0.1:" + port;
  }

  /** Its process, while it runs. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Stops it in mid-air (SIGSTOP): connections stay, and nothing is answered. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on after {@link #freeze}. */
  public void thaw() {
    signal("CONT");
  }

  /** Ends it without a chance to say goodbye (SIGKILL), also when it is frozen. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      await(process);
      process = null;
    }
  }

  /** Starts it, empty, on the same port; returns when it answers. */
  public RealRedis restart() {
    kill();
    try {
      process = command().redirectErrorStream(true).redirectOutput(log()).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Eventually.holds("Redis answers", this::answers);
    return this;
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(log().toPath());
      Files.deleteIfExists(folder);
    } catch (IOException kept) {
      throw new UncheckedIOException(kept);
    }
  }

  private ProcessBuilder command() throws IOException {
    List<String> words = new ArrayList<>(List.of(executable().getPath()));
    words.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    words.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
    if (!password.isEmpty()) {
      words.addAll(List.of("--requirepass", password));
    }
    return new ProcessBuilder(words);
  }

  private File log() {
    return folder.resolve("redis.log").toFile();
  }

  /** With a password its answer is a complaint; it is there all the same. */
  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("Redis ended at once:\n" + read(log().toPath()));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      return first == '+' || first == '-';
    } catch (IOException notYet) {
      return false;
    }
  }

  private void signal(String name) {
    try {
      int code = await(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start());
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Unpacked once for all tests of a JVM. */
  private static synchronized File executable() throws IOException {
    if (executable == null) {
      executable = ExecutableProvider.newJarResourceProvider().get();
      executable.deleteOnExit();
    }
    return executable;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("karen-redis");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      return failure.toString();
    }
  }
}
