package ai.karen.testing.writes;

import ai.karen.testing.EngineClient;
import ai.karen.testing.StreamedAnswer;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;

/** Asks an engine about conversations, and tells how each request ended. Thread-safe. */
final class Requests {
  private static final String ALL = "/api/conversations";
  private static final JsonProvider JSON = JsonProvider.provider();

  /** What the engine says where neither it nor anybody can tell. */
  private static final String NOT_KNOWN = "It is not known whether this was stored";

  /** The one code of refused questions that are there all the same. */
  static final String QUESTION_KEPT = "answer_not_kept";

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EngineClient client;

  Requests(EngineClient client) {
    this.client = client;
  }

  Outcome create(UUID key, String title) {
    return send(writing(ALL, key).POST(json("title", title)).build());
  }

  Outcome rename(String id, UUID key, String title) {
    return send(writing(path(id), key).method("PATCH", json("title", title)).build());
  }

  Outcome say(String id, UUID key, String content) {
    return send(writing(path(id) + "/messages", key).POST(json("content", content)).build());
  }

  /**
   * As {@link #say}, streamed; the outcome's body is empty. What is acknowledged has said every
   * word of the answer.
   */
  Outcome stream(String id, UUID key, String content) {
    JsonObject wish =
        JSON.createObjectBuilder().add("content", content).add("stream", true).build();
    HttpRequest.BodyPublisher body = BodyPublishers.ofString(wish.toString());
    String expected = EchoingProvider.answerTo(content);
    return send(
        writing(path(id) + "/messages", key).POST(body).build(),
        (answer, took) -> streamed(answer, expected, took));
  }

  Outcome delete(String id, UUID key) {
    return send(writing(path(id), key).DELETE().build());
  }

  Outcome get(String id) {
    return send(client.request(path(id)).timeout(PATIENCE).GET().build());
  }

  Outcome messages(String id, String cursor) {
    return page(path(id) + "/messages", cursor);
  }

  Outcome list(String cursor) {
    return page(ALL, cursor);
  }

  private Outcome page(String path, String cursor) {
    String next = cursor == null ? "" : "&cursor=" + cursor;
    return send(client.request(path + "?limit=100" + next).timeout(PATIENCE).GET().build());
  }

  private HttpRequest.Builder writing(String path, UUID key) {
    return client
        .request(path)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key.toString());
  }

  private Outcome send(HttpRequest request) {
    return send(request, Requests::outcome);
  }

  private Outcome send(
      HttpRequest request, BiFunction<HttpResponse<String>, Duration, Outcome> reader) {
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(request);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return reader.apply(answer, took);
    } catch (UncheckedIOException broken) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Outcome(Outcome.Kind.UNKNOWN, 0, null, took);
    }
  }

  private static Outcome outcome(HttpResponse<String> answer, Duration took) {
    JsonObject body = body(answer.body());
    boolean isCut =
        kind(answer) == Outcome.Kind.ACKNOWLEDGED
            && answer.statusCode() != NO_CONTENT
            && !answer.body().endsWith("}");
    return isCut
        ? new Outcome(Outcome.Kind.WRONG, answer.statusCode(), quoted(answer), took)
        : new Outcome(kind(answer), answer.statusCode(), body, took);
  }

  /** A stream that began ends with its end mark, or says why not. */
  private static Outcome streamed(HttpResponse<String> answer, String expected, Duration took) {
    if (answer.statusCode() != OK) {
      return outcome(answer, took);
    }
    StreamedAnswer stream = StreamedAnswer.of(answer.body());
    Outcome.Kind kind = Outcome.Kind.WRONG;
    if (stream.isDone() && stream.text().equals(expected)) {
      kind = Outcome.Kind.ACKNOWLEDGED;
    } else if (answer.body().contains(QUESTION_KEPT)) {
      kind = Outcome.Kind.QUESTION_KEPT;
    } else if (answer.body().contains("\"error\"")) {
      kind = Outcome.Kind.UNKNOWN;
    }
    boolean isSound = kind == Outcome.Kind.ACKNOWLEDGED;
    JsonObject body = isSound ? JsonValue.EMPTY_JSON_OBJECT : quoted(answer);
    return new Outcome(kind, answer.statusCode(), body, took);
  }

  /** What came instead of the promised JSON, for the report. */
  private static JsonObject quoted(HttpResponse<String> answer) {
    return JSON.createObjectBuilder()
        .add("headers", answer.headers().map().toString())
        .add("instead", answer.body())
        .build();
  }

  private static Outcome.Kind kind(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == 2) {
      return Outcome.Kind.ACKNOWLEDGED;
    }
    if (answer.statusCode() != 503 || answer.headers().firstValue("Retry-After").isEmpty()) {
      return Outcome.Kind.WRONG;
    }
    if (body(answer.body()).getString("code", "").equals(QUESTION_KEPT)) {
      return Outcome.Kind.QUESTION_KEPT;
    }
    return answer.body().contains(NOT_KNOWN) ? Outcome.Kind.UNKNOWN : Outcome.Kind.REFUSED;
  }

  /** Empty where there is none, or no JSON. */
  private static JsonObject body(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException none) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private static HttpRequest.BodyPublisher json(String name, String value) {
    return BodyPublishers.ofString(JSON.createObjectBuilder().add(name, value).build().toString());
  }

  private static String path(String id) {
    return ALL + "/" + id;
  }
}
