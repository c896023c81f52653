package ai.karen.problem.boundary;

import ai.karen.json.entity.Json;
import ai.karen.problem.entity.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;

/** Writes a problem as JSON; also for the error event that ends a stream. */
public final class ProblemBody {
  private ProblemBody() {}

  /**
   * The body in the shape that the path's clients expect.
   *
   * @param path within the application, with a leading slash
   * @param requestId as in the header {@code x-request-id}
   */
  public static JsonObject of(Problem problem, String path, String requestId) {
    return switch (ErrorShape.of(path)) {
      case OPENAI -> openAi(problem);
      case PROBLEM -> rfc9457(problem, requestId);
    };
  }

  /** Whole seconds, rounded up, so that nobody comes back too early. */
  static long seconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  /** OpenAI's shape, also for the event that ends a stream. */
  public static JsonObject openAi(Problem problem) {
    JsonObjectBuilder error =
        Json.createObjectBuilder()
            .add("message", problem.message())
            .add("type", problem.type())
            .add("param", orNull(problem.param()))
            .add("code", problem.code());
    return Json.createObjectBuilder()
        .add("error", error)
        .addAll(Json.createObjectBuilder(problem.members()))
        .build();
  }

  private static JsonObject rfc9457(Problem problem, String requestId) {
    JsonArray steps = Json.createArrayBuilder(problem.nextSteps()).build();
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title(problem.status()))
            .add("status", problem.status())
            .add("detail", problem.message())
            .add("code", problem.code())
            .add("next_steps", steps);
    Optional.ofNullable(problem.retryAfter())
        .ifPresent(wait -> body.add("retry_after", seconds(wait)));
    return body.add("request_id", requestId)
        .addAll(Json.createObjectBuilder(problem.members()))
        .build();
  }

  /** RFC 9457, section 4.2.1: a problem of type about:blank has the status's own title. */
  private static String title(int status) {
    return Optional.ofNullable(Status.fromStatusCode(status))
        .map(Status::getReasonPhrase)
        .orElse("Error");
  }

  private static JsonValue orNull(String text) {
    return text == null ? JsonValue.NULL : Json.createValue(text);
  }
}
