package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.EngineClient;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.writes.Scale;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Requests that end at once, with and without a body. Errors close their connections, and the
 * server gives what served them to the next ones; its threads remember what they served last.
 * Either has spoiled other requests' answers.
 */
class AnswersAtOnceIT {
  private static final int CALLERS = 48;
  private static final Duration RUN = Duration.ofSeconds(Scale.of("at-once-seconds", 6));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LIST = "/api/conversations?limit=1";

  private final EngineClient engine = SharedEngine.client();
  private final Queue<String> spoiled = new ConcurrentLinkedQueue<>();
  private final int logged = SharedEngine.engine().logs().length();

  @Test
  void everyRequestGetsItsOwnAnswer() {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    long end = System.nanoTime() + RUN.toNanos();
    for (int caller = 0; caller < CALLERS; caller++) {
      callers.add(CompletableFuture.runAsync(() -> askUntil(end), threads));
    }
    callers.forEach(CompletableFuture::join);
    threads.shutdown();

    assertThat(spoiled).isEmpty();
    assertThat(SharedEngine.engine().logs().substring(logged))
        .doesNotContain("SRVE8504W", "RESTEASY002020");
  }

  private void askUntil(long end) {
    while (System.nanoTime() < end) {
      ask(LIST, 200, "\"data\"");
      ask("/api/conversations/" + UUID.randomUUID(), 404, "\"not_found\"");
      sayNothing();
    }
  }

  private void ask(String path, int status, String part) {
    ask(engine.request(path).GET(), status, part);
  }

  /** Refused by the thread that has read the body. */
  private void sayNothing() {
    ask(
        engine
            .request("/v1/embeddings")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")),
        400,
        "\"invalid_request_error\"");
  }

  private void ask(HttpRequest.Builder asking, int status, String part) {
    HttpRequest request = asking.timeout(PATIENCE).build();
    try {
      HttpResponse<String> answer = engine.send(request);
      if (answer.statusCode() != status || !answer.body().contains(part)) {
        spoiled.add(request.uri() + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (RuntimeException failure) {
      spoiled.add(request.uri() + ": " + failure);
    }
  }
}
