package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EngineClient;
import ai.karen.testing.writes.Moments;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Somebody who is logged in reads what stands of them, one thing after the other, until it is
 * closed. Each is answered, or refused in due form.
 */
final class AccountReads implements AutoCloseable {
  private static final List<String> PATHS =
      List.of("/api/auth/me", "/api/auth/api-keys", "/api/auth/sessions");

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Browser browser;
  private final AtomicReference<Duration> slowest = new AtomicReference<>(Duration.ZERO);
  private final List<String> wrong = new ArrayList<>();
  private final Thread reader = new Thread(this::run, "reader");
  private volatile boolean ended;
  private int read;

  private AccountReads(EngineClient client) {
    this.browser = Administrator.at(client);
  }

  static AccountReads start(EngineClient client) {
    AccountReads reads = new AccountReads(client);
    reads.reader.setDaemon(true);
    reads.reader.start();
    return reads;
  }

  /** The time of the slowest one since the last call, or the start. */
  Duration slowest() {
    return slowest.getAndSet(Duration.ZERO);
  }

  /** Ends it. */
  @Override
  public void close() {
    ended = true;
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isPositive();
  }

  private void run() {
    while (!ended) {
      PATHS.forEach(this::read);
      Moments.let(PAUSE);
    }
  }

  private void read(String path) {
    long start = System.nanoTime();
    HttpResponse<String> answer = browser.get(path);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    slowest.accumulateAndGet(took, (one, other) -> one.compareTo(other) > 0 ? one : other);
    read++;
    boolean isRefused =
        answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
    if (answer.statusCode() != 200 && !isRefused) {
      wrong.add(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }
}
