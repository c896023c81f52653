package ai.karen.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Talks to a {@link TestingEngine} as any HTTP client would. */
public final class EngineClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final String key;

  EngineClient(int port, String key) {
    this.port = port;
    this.key = key;
  }

  /** Of whatever listens there, with the tests' own key. */
  public static EngineClient at(int port) {
    return new EngineClient(port, TestingEngine.KEY);
  }

  public String baseUrl() {
    return "http://localhost:" + port;
  }

  public String openAiUrl() {
    return baseUrl() + "/v1";
  }

  public int port() {
    return port;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  /** Without a key. */
  public HttpResponse<String> getAnonymously(String path) {
    return send(HttpRequest.newBuilder(URI.create(baseUrl() + path)).GET().build());
  }

  public HttpResponse<String> post(String path, String body) {
    return post(path, body, Map.of());
  }

  public HttpResponse<String> post(String path, String body, Map<String, String> headers) {
    return send(posting(path, body, headers));
  }

  /** Does not wait for the answer. */
  public CompletableFuture<HttpResponse<String>> postLater(
      String path, String body, Map<String, String> headers) {
    return http.sendAsync(posting(path, body, headers), BodyHandlers.ofString());
  }

  /** The answer as it comes, for streams. */
  public HttpResponse<InputStream> stream(String path, String body) {
    return exchange(posting(path, body, Map.of()), BodyHandlers.ofInputStream());
  }

  public HttpResponse<String> send(HttpRequest request) {
    return exchange(request, BodyHandlers.ofString());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl() + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + key);
  }

  void awaitReady(Duration longest, Supplier<String> logs) {
    long end = System.nanoTime() + longest.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The engine did not become ready:\n" + logs.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** The first word on readiness, of an engine that may never become ready. */
  public HttpResponse<String> awaitAnswer() {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (System.nanoTime() < end) {
      try {
        HttpResponse<String> answer = getAnonymously("/health/ready");
        if (answer.statusCode() != 404) {
          return answer;
        }
      } catch (UncheckedIOException notYet) {
        // Not listening yet.
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("The engine did not answer.");
  }

  private boolean isReady() {
    try {
      return getAnonymously("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private HttpRequest posting(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
