package ai.karen.testing;

import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A machine that tries passwords: it asks for a token once and sends it every time. */
public final class LoginAttempts {
  private static final JsonProvider JSON = JsonProvider.provider();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EngineClient engine;
  private final String cookie;
  private final String csrf;

  public LoginAttempts(EngineClient engine) {
    this.engine = engine;
    HttpResponse<String> before = engine.getAnonymously("/api/auth/csrf");
    this.cookie = before.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    this.csrf = Browser.json(before).getString("csrf_token");
  }

  /** The answer's status, when it has come. */
  public CompletableFuture<Integer> guess(String email, String password) {
    return answer(email, password).thenApply(HttpResponse::statusCode);
  }

  public CompletableFuture<HttpResponse<String>> answer(String email, String password) {
    String body =
        JSON.createObjectBuilder().add("email", email).add("password", password).build().toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(engine.baseUrl() + "/api/auth/login"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .header("Origin", engine.baseUrl())
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }
}
