package ai.karen.testing.writes;

import ai.karen.testing.EngineClient;
import ai.karen.testing.Wire;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Keeps conversations in memory as the engine's API would, and treats every so many messages badly:
 * what a check must notice.
 */
final class DoubtfulEngine implements AutoCloseable {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int EVERY = 7;

  /** What becomes of a message. */
  enum Habit {
    SOUND,
    LOSES,
    DOUBLES,
    REFUSES_AND_KEEPS,
    LEAVES_ALONE,
    FORGETS_QUESTIONS,
    REVERSES,
    FAILS,
    SKIPS_WORDS
  }

  private static final Set<Habit> REFUSING =
      EnumSet.of(Habit.REFUSES_AND_KEEPS, Habit.LEAVES_ALONE, Habit.FORGETS_QUESTIONS);

  private final Habit habit;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final Map<String, List<JsonObject>> messages = new LinkedHashMap<>();
  private int questions;

  private DoubtfulEngine(Habit habit, HttpServer server) {
    this.habit = habit;
    this.server = server;
  }

  static DoubtfulEngine start(Habit habit) {
    // Else each answer waits 40 ms for the client's kernel.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      DoubtfulEngine engine = new DoubtfulEngine(habit, server);
      server.createContext("/api/conversations", engine::answer);
      server.setExecutor(engine.threads);
      server.start();
      return engine;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  EngineClient client() {
    return EngineClient.at(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    if (path.length == 3) {
      all(exchange);
    } else if (path.length == 4) {
      one(exchange, path[3]);
    } else {
      messages(exchange, path[3]);
    }
  }

  private void all(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, data(titles.keySet().stream().map(this::row).toList()));
      return;
    }
    String id = UUID.randomUUID().toString();
    titles.put(id, body(exchange).getString("title"));
    messages.put(id, new ArrayList<>());
    send(exchange, 201, row(id));
  }

  private void one(HttpExchange exchange, String id) throws IOException {
    if (!titles.containsKey(id)) {
      send(exchange, 404, JSON.createObjectBuilder().build());
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "DELETE" -> titles.remove(id);
      case "PATCH" -> titles.put(id, body(exchange).getString("title"));
      default -> {
        // Only read.
      }
    }
    send(exchange, 200, row(id));
  }

  private void messages(HttpExchange exchange, String id) throws IOException {
    List<JsonObject> known = messages.get(id);
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, data(known));
      return;
    }
    JsonObject said = body(exchange);
    String content = said.getString("content");
    boolean badly = ++questions % EVERY == 0;
    if (badly && habit == Habit.FAILS) {
      send(exchange, 500, JSON.createObjectBuilder().build());
    } else if (badly && REFUSING.contains(habit)) {
      refuse(exchange, known, content);
    } else {
      keep(known, content, badly);
      answer(exchange, said, badly);
    }
  }

  private void answer(HttpExchange exchange, JsonObject question, boolean badly)
      throws IOException {
    if (!question.getBoolean("stream", false)) {
      send(exchange, 200, JSON.createObjectBuilder().build());
      return;
    }
    String answer = EchoingProvider.answerTo(question.getString("content"));
    boolean skips = badly && habit == Habit.SKIPS_WORDS;
    String words = Wire.content(skips ? answer.substring(1) : answer);
    send(exchange, 200, "data: " + words + "\n\ndata: [DONE]\n\n");
  }

  private void refuse(HttpExchange exchange, List<JsonObject> known, String content)
      throws IOException {
    if (habit != Habit.FORGETS_QUESTIONS) {
      known.add(message("user", content));
    }
    String code =
        habit == Habit.REFUSES_AND_KEEPS ? "database_unavailable" : Requests.QUESTION_KEPT;
    exchange.getResponseHeaders().add("Retry-After", "1");
    send(exchange, 503, JSON.createObjectBuilder().add("code", code).build());
  }

  private void keep(List<JsonObject> known, String content, boolean badly) {
    if (badly && habit == Habit.LOSES) {
      return;
    }
    int place = badly && habit == Habit.REVERSES ? 0 : known.size();
    int times = badly && habit == Habit.DOUBLES ? 2 : 1;
    for (int time = 0; time < times; time++) {
      known.add(place, message("assistant", EchoingProvider.answerTo(content)));
      known.add(place, message("user", content));
    }
  }

  private JsonObject row(String id) {
    JsonObjectBuilder row = JSON.createObjectBuilder().add("id", id);
    String title = titles.get(id);
    return (title == null ? row.addNull("title") : row.add("title", title)).build();
  }

  private static JsonObject message(String role, String content) {
    return JSON.createObjectBuilder()
        .add("id", UUID.randomUUID().toString())
        .add("role", role)
        .add("content", content)
        .add("status", "complete")
        .build();
  }

  private static JsonObject data(List<JsonObject> rows) {
    JsonArrayBuilder data = JSON.createArrayBuilder();
    rows.forEach(data::add);
    return JSON.createObjectBuilder().add("data", data).addNull("next_cursor").build();
  }

  private static JsonObject body(HttpExchange exchange) {
    try (JsonReader reader = JSON.createReader(exchange.getRequestBody())) {
      return reader.readObject();
    }
  }

  private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
    send(exchange, status, body.toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
