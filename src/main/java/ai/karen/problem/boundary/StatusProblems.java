package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import java.util.List;

/** Explains the statuses that the platform itself answers with. */
final class StatusProblems {
  private static final int LEAST_SERVER_ERROR = 500;
  private static final int LONGEST_SHOWN = 200;

  private StatusProblems() {}

  static Problem of(int status, RequestFacts request) {
    return switch (status) {
      case 400 ->
          invalid(
              status, "bad_request", "The request's address, a header or its body can't be read.");
      case 401 -> invalid(status, "unauthorized", "The request needs an API key.");
      case 403 -> invalid(status, "forbidden", "This caller may not do that.");
      case 404 -> NotFound.problem(shown(request.method()), shown(request.path()));
      case 405 ->
          invalid(
              status,
              "method_not_allowed",
              shown(request.method())
                  + " does not work on "
                  + shown(request.path())
                  + "; the header Allow names the methods that do.");
      case 406 ->
          invalid(
              status,
              "not_acceptable",
              "The header Accept asks for a format that "
                  + shown(request.path())
                  + " does not have; leave it out or accept application/json.");
      case 413 -> invalid(status, "request_too_large", "The request's body is too large.");
      case 415 ->
          invalid(
              status,
              "unsupported_media_type",
              "The body's format is not understood;"
                  + " send JSON with \"Content-Type: application/json\".");
      default -> other(status, request);
    };
  }

  static Problem internal(RequestFacts request) {
    String message =
        "The engine failed on this request, and has logged why under the request id "
            + request.id()
            + ".";
    return serverError(500, "internal_error", message)
        .withNextSteps("Tell the operator the request id.");
  }

  private static Problem other(int status, RequestFacts request) {
    if (status < LEAST_SERVER_ERROR) {
      return invalid(status, "request_refused", "The request was refused.");
    }
    String message = "The engine can't do this now; request id " + request.id() + ".";
    return serverError(status, "server_error", message);
  }

  private static Problem invalid(int status, String code, String message) {
    return Problem.invalid(status, code, message, null);
  }

  private static Problem serverError(int status, String code, String message) {
    return new Problem(status, "server_error", code, message, null, List.of(), null, false);
  }

  private static String shown(String text) {
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
  }
}
