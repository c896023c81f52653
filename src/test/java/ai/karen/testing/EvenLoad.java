package ai.karen.testing;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the same thing so often a second, whether or not the answers have come. Latencies count from
 * the moment at which the question was due.
 */
public final class EvenLoad {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest question;
  private final int rate;

  private EvenLoad(HttpRequest question, int rate) {
    this.question = question;
    this.rate = rate;
  }

  public static EvenLoad of(EngineClient engine, String path, String token, int rate) {
    HttpRequest question =
        engine.request(path).setHeader("Authorization", "Bearer " + token).GET().build();
    return new EvenLoad(question, rate);
  }

  /** Returns how long each took, the shortest first; anything but 200 fails. */
  public List<Duration> during(Duration run) {
    List<CompletableFuture<Duration>> answers = new ArrayList<>();
    long start = System.nanoTime();
    long all = run.toMillis() * rate / 1_000;
    for (long number = 0; number < all; number++) {
      long due = start + number * SECOND / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      answers.add(ask(due));
    }
    return answers.stream().map(CompletableFuture::join).sorted().toList();
  }

  private CompletableFuture<Duration> ask(long due) {
    return http.sendAsync(question, BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
              }
              return Duration.ofNanos(System.nanoTime() - due);
            });
  }
}
