package ai.karen.testing;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A person at a browser: keeps cookies as one would, sends what one would send, and keeps the
 * access token in memory. For one thread.
 */
public final class Browser {
  public static final String REFRESH = "__Host-karen_refresh";

  private static final JsonProvider JSON = JsonProvider.provider();

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> more = new LinkedHashMap<>();
  private EngineClient engine;
  private String token;

  public Browser(EngineClient engine) {
    this.engine = engine;
  }

  /** From now on at another node of the same deployment. */
  public void goTo(EngineClient other) {
    engine = other;
  }

  /** From now on with this header, too. */
  public Browser saying(String header, String value) {
    more.put(header, value);
    return this;
  }

  /** The same cookies and token, as a thief or another tab would have them. */
  public Browser copy() {
    Browser copy = new Browser(engine);
    copy.cookies.putAll(cookies);
    copy.token = token;
    return copy;
  }

  public HttpResponse<String> logIn(String email, String password) {
    String body =
        JSON.createObjectBuilder().add("email", email).add("password", password).build().toString();
    return taken(post("/api/auth/login", body));
  }

  /** As at the start of a page. */
  public HttpResponse<String> refresh() {
    return taken(post("/api/auth/refresh", ""));
  }

  public HttpResponse<String> logOut(boolean everywhere) {
    return post("/api/auth/logout" + (everywhere ? "?everywhere=true" : ""), "");
  }

  public HttpResponse<String> me() {
    return get("/api/auth/me");
  }

  /** With the access token, without cookies. */
  public HttpResponse<String> get(String path) {
    return engine.send(bearing(path).GET().build());
  }

  public HttpResponse<String> delete(String path) {
    return engine.send(bearing(path).DELETE().build());
  }

  /** With the access token and a body, without cookies. */
  public HttpResponse<String> send(String method, String path, String json) {
    return engine.send(
        bearing(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  /** With the cookies and what proves that the page is the engine's own. */
  public HttpResponse<String> post(String path, String body) {
    HttpRequest.Builder request =
        request(path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Origin", engine.baseUrl())
            .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    String csrf = csrf();
    if (csrf != null) {
      request.header("X-CSRF-Token", csrf);
    }
    return kept(engine.send(withCookies(request).build()));
  }

  /** The access token. */
  public String token() {
    return token;
  }

  public void useToken(String other) {
    token = other;
  }

  /** Null where there is none. */
  public String cookie(String name) {
    return cookies.get(name);
  }

  public void setCookie(String name, String value) {
    cookies.put(name, value);
  }

  public static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = JSON.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }

  /** Null where this engine knows no such thing. */
  private String csrf() {
    HttpRequest.Builder request = request("/api/auth/csrf").header("Sec-Fetch-Site", "same-origin");
    HttpResponse<String> response = kept(engine.send(withCookies(request).GET().build()));
    return response.statusCode() == 200 ? json(response).getString("csrf_token") : null;
  }

  private HttpRequest.Builder bearing(String path) {
    HttpRequest.Builder request = request(path);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(engine.baseUrl() + path))
            .timeout(Duration.ofSeconds(60))
            .header("User-Agent", "Karen's tests");
    more.forEach(request::header);
    return request;
  }

  private HttpRequest.Builder withCookies(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> taken(HttpResponse<String> response) {
    if (response.statusCode() == 200) {
      token = json(response).getString("access_token");
    }
    return response;
  }

  private HttpResponse<String> kept(HttpResponse<String> response) {
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return response;
  }

  private void keep(String header) {
    String pair = header.split(";")[0];
    String name = pair.substring(0, pair.indexOf('='));
    if (header.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(pair.indexOf('=') + 1));
    }
  }
}
