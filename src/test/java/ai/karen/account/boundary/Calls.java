package ai.karen.account.boundary;

import ai.karen.testing.TestingEngine;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls as a browser sends them, whose cookies the test carries by hand. */
final class Calls {
  static {
    // Browsers set it themselves.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin");
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestingEngine engine;

  Calls(TestingEngine engine) {
    this.engine = engine;
  }

  /** The engine's own, as a page of it would name it. */
  String origin() {
    return "http://127.0.0.1:" + engine.client().port();
  }

  /**
   * @param body null for none
   */
  HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  static String code(HttpResponse<String> answer) {
    return json(answer).getString("code", null);
  }
}
