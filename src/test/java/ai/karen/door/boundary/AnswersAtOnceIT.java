package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.EngineClient;
import ai.karen.testing.LoginAttempts;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Scale;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Requests that end at once, with and without a body, beside logins with wrong passwords. Errors
 * close their connections, and the server gives what served them to the next ones; its threads
 * remember what they served last. Either has spoiled other requests' answers.
 */
class AnswersAtOnceIT {
  private static final int CALLERS = 48;

  /** Of them; fewer than may wait for a password to be checked. */
  private static final int GUESSERS = 8;

  private static final Duration RUN = Duration.ofSeconds(Scale.of("at-once-seconds", 6));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LIST = "/api/conversations?limit=1";

  private static TestingEngine engine;

  private final EngineClient client = engine.client();
  private final LoginAttempts attempts = new LoginAttempts(client);
  private final Queue<String> spoiled = new ConcurrentLinkedQueue<>();
  private final int logged = engine.logs().length();

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(Administrator.settings());
    // Nobody's guess is held back.
    settings.put("KAREN_LOGIN_FAILURES", "1000000");
    settings.put("KAREN_LOGIN_ACCOUNTS_PER_ADDRESS", "100000");
    engine = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void everyRequestGetsItsOwnAnswer() {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    long end = System.nanoTime() + RUN.toNanos();
    for (int caller = 0; caller < CALLERS; caller++) {
      Runnable calls = caller < GUESSERS ? this::guess : this::ask;
      callers.add(CompletableFuture.runAsync(() -> repeat(calls, end), threads));
    }
    callers.forEach(CompletableFuture::join);
    threads.shutdown();

    assertThat(spoiled).isEmpty();
    assertThat(engine.logs().substring(logged)).doesNotContain("SRVE8504W", "RESTEASY002020");
  }

  private static void repeat(Runnable calls, long end) {
    while (System.nanoTime() < end) {
      calls.run();
    }
  }

  private void ask() {
    ask(LIST, 200, "\"data\"");
    ask("/api/conversations/" + UUID.randomUUID(), 404, "\"not_found\"");
    sayNothing();
  }

  private void ask(String path, int status, String part) {
    ask(client.request(path).GET(), status, part);
  }

  /** Refused by the thread that has read the body. */
  private void sayNothing() {
    ask(
        client
            .request("/v1/embeddings")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")),
        400,
        "\"invalid_request_error\"");
  }

  private void ask(HttpRequest.Builder asking, int status, String part) {
    HttpRequest request = asking.timeout(PATIENCE).build();
    expect(request.uri().toString(), () -> client.send(request), status, part);
  }

  /** Refused by a thread that waits for stores, some time after the body was read. */
  private void guess() {
    expect(
        "login",
        () -> attempts.answer(Administrator.EMAIL, "not the right one at all").join(),
        401,
        "\"invalid_credentials\"");
  }

  private void expect(String what, Supplier<HttpResponse<String>> call, int status, String part) {
    try {
      HttpResponse<String> answer = call.get();
      if (answer.statusCode() != status || !answer.body().contains(part) || !isJson(answer)) {
        spoiled.add(what + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (RuntimeException failure) {
      spoiled.add(what + ": " + failure);
    }
  }

  private static boolean isJson(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").matches("application/.*json.*");
  }
}
