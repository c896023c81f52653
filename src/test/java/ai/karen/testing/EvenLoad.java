package ai.karen.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Asks the same thing so often a second, whether or not the answers have come, on connections that
 * stay open. On bare sockets: a client that does more takes the processor from the engine that is
 * timed. Latencies count from the moment at which the question was due.
 */
public final class EvenLoad {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int CONNECTIONS = 8;
  private static final String LENGTH = "content-length:";

  private final int port;
  private final byte[] question;
  private final int rate;

  private EvenLoad(int port, byte[] question, int rate) {
    this.port = port;
    this.question = question;
    this.rate = rate;
  }

  public static EvenLoad of(EngineClient engine, String path, String token, int rate) {
    String question =
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, engine.port(), token);
    return new EvenLoad(engine.port(), question.getBytes(StandardCharsets.US_ASCII), rate);
  }

  /** Returns how long each took, the shortest first; anything but 200 fails. */
  public List<Duration> during(Duration run) {
    long start = System.nanoTime();
    int each = Math.toIntExact(run.toMillis() * rate / 1_000 / CONNECTIONS);
    List<CompletableFuture<long[]>> connections =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(place -> started(() -> timed(start, place, each)))
            .toList();
    return connections.stream()
        .flatMapToLong(latencies -> LongStream.of(latencies.join()))
        .sorted()
        .mapToObj(Duration::ofNanos)
        .toList();
  }

  private long[] timed(long start, int place, int questions) {
    long[] latencies = new long[questions];
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      InputStream answers = new BufferedInputStream(socket.getInputStream());
      for (int number = 0; number < questions; number++) {
        long due = start + ((long) number * CONNECTIONS + place) * SECOND / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        socket.getOutputStream().write(question);
        read(answers);
        latencies[number] = System.nanoTime() - due;
      }
      return latencies;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void read(InputStream answers) throws IOException {
    String status = line(answers);
    int length = 0;
    for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    String body = new String(answers.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.contains(" 200 ") || body.isEmpty()) {
      throw new AssertionError(status + " " + body);
    }
  }

  private static String line(InputStream answers) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended in the middle of an answer");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static CompletableFuture<long[]> started(Supplier<long[]> work) {
    CompletableFuture<long[]> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | AssertionError failure) {
                result.completeExceptionally(failure);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }
}
