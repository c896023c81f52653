package ai.karen.provider.adapter.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The vendor on a real socket, who always says the same. */
final class TestingAnthropic implements AutoCloseable {
  final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** Streams events; a body that starts with a brace is sent as JSON. */
  TestingAnthropic(int status, String body) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", call -> answer(call, status, body));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange call, int status, String body) throws IOException {
    String asked = new String(call.getRequestBody().readAllBytes(), UTF_8);
    if (!asked.isEmpty()) {
      requests.add(Texts.json(asked));
    }
    calls.add(
        String.join(
            " ",
            call.getRequestMethod(),
            call.getRequestURI().toString(),
            call.getRequestHeaders().getFirst("x-api-key"),
            call.getRequestHeaders().getFirst("anthropic-version")));
    String type = body.startsWith("{") ? "application/json" : "text/event-stream; charset=utf-8";
    call.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = body.getBytes(UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }
}
