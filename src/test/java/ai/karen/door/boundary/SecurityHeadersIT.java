package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Browser;
import ai.karen.testing.RawSocket;
import ai.karen.testing.TestingEngine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells browsers, and pages of other origins where nothing is configured. */
class SecurityHeadersIT {
  private static final List<String> FOR_TLS_ALONE =
      List.of("Path=/", "Secure", "HttpOnly", "SameSite=Strict");

  private static TestingEngine engine;
  private static int tlsPort;

  @BeforeAll
  static void start() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      tlsPort = socket.getLocalPort();
    }
    engine = TestingEngine.start(Map.of("KAREN_HTTPS_PORT", String.valueOf(tlsPort)));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health/live",
        "/system/status",
        "/openapi",
        "/metrics",
        "/nope",
        "/v1/nope",
        "/v1/models",
        "/api/auth/csrf",
        "/api/auth/nope",
        "/WEB-INF/web.xml",
        "/error-page",
        "/a//../b",
        "/api/admin/security/events"
      })
  void everyAnswerCarriesThem(String path) {
    HttpResponse<String> answer = engine.client().getAnonymously(path);
    assertProtected(answer.headers());
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void theChatCallAndItsRefusalsCarryThem() {
    assertProtected(engine.client().post("/v1/chat/completions", "{").headers());
    assertProtected(
        engine
            .client()
            .post(
                "/v1/chat/completions",
                "{\"model\":\"karen-extractive\",\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"Hi\"}]}")
            .headers());
    assertProtected(
        engine
            .client()
            .post(
                "/v1/chat/completions",
                "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
            .headers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auth/csrf", "/api/auth/me", "/api/auth/nope"})
  void nothingAboutAccountsIsKeptInCaches(String path) {
    assertThat(engine.client().get(path).headers().firstValue("Cache-Control"))
        .get()
        .asString()
        .startsWith("no-store");
  }

  @Test
  void overTlsBrowsersAreToldToStayThere() throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(trustingAll()).build();
    HttpResponse<String> answer =
        http.send(overTls("/health/live").build(), BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000");
    assertProtected(answer.headers());
  }

  @Test
  void aLoginOverTlsSetsCookiesForTlsAlone() throws Exception {
    String who = "{\"email\":\"tess@example.org\",\"password\":\"nine quiet otters juggle\"}";
    assertThat(engine.client().post("/api/admin/users", who).statusCode()).isEqualTo(201);
    HttpClient http = HttpClient.newBuilder().sslContext(trustingAll()).build();
    HttpResponse<String> csrf =
        http.send(overTls("/api/auth/csrf").build(), BodyHandlers.ofString());

    HttpResponse<String> login =
        http.send(
            overTls("/api/auth/login")
                .header("Content-Type", "application/json")
                .header("Origin", "https://localhost:" + tlsPort)
                .header(
                    "Cookie", csrf.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0])
                .header("X-CSRF-Token", Browser.json(csrf).getString("csrf_token"))
                .POST(HttpRequest.BodyPublishers.ofString(who))
                .build(),
            BodyHandlers.ofString());

    assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
    assertThat(login.headers().firstValue("Strict-Transport-Security"))
        .hasValue("max-age=31536000");
    for (HttpResponse<String> answer : List.of(csrf, login)) {
      assertThat(answer.headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allMatch(cookie -> cookie.startsWith("__Host-karen_"))
          .allMatch(cookie -> List.of(cookie.split("; *")).containsAll(FOR_TLS_ALONE));
    }
    assertThat(login.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith(Browser.REFRESH + "="))
        .anyMatch(cookie -> cookie.startsWith("__Host-karen_device="));
  }

  private static HttpRequest.Builder overTls(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + tlsPort + path));
  }

  @Test
  void whatTheServerAnswersByItselfCarriesTheMostImportant() {
    RawSocket.Answer answer =
        RawSocket.exchange(
            engine.client().port(),
            "GET / HTTP/1.1\r\nHost: localhost:1234\r\nConnection: close\r\n\r\n",
            5_000);
    assertThat(answer.statuses()).containsExactly(404);
    assertThat(answer.text())
        .contains("X-Content-Type-Options: nosniff", "frame-ancestors 'none'", "Referrer-Policy");
  }

  @Test
  void nobodyClaimsTlsByAPrivateHeaderOfTheServers() {
    RawSocket.Answer answer =
        RawSocket.exchange(
            engine.client().port(),
            "GET /health/live HTTP/1.1\r\nHost: localhost:"
                + engine.client().port()
                + "\r\n$WSIS: true\r\n$WSSC: https\r\nX-Forwarded-Proto: https\r\n"
                + "Connection: close\r\n\r\n",
            5_000);
    assertThat(answer.statuses()).containsExactly(200);
    assertThat(answer.text()).doesNotContain("Strict-Transport-Security");
  }

  @Test
  void pagesOfOtherOriginsGetNothingUnlessConfigured() {
    HttpResponse<String> preflight =
        engine
            .client()
            .send(
                engine
                    .client()
                    .request("/v1/models")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .header("Access-Control-Request-Method", "GET")
                    .header("Origin", "https://app.example")
                    .build());
    assertThat(preflight.statusCode()).isEqualTo(403);
    assertThat(preflight.body()).contains("cors_refused");
    HttpResponse<String> answer =
        engine
            .client()
            .send(
                engine
                    .client()
                    .request("/v1/models")
                    .header("Origin", "https://app.example")
                    .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  private static void assertProtected(HttpHeaders headers) {
    assertThat(headers.firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains("frame-ancestors 'none'", "; script-src 'self';")
        .doesNotContain("unsafe-inline", "unsafe-eval");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
  }

  /** The engine's own certificate is not what this is about. */
  private static SSLContext trustingAll() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingAll()}, null);
    return context;
  }

  private static final class TrustingAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
