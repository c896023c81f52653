package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers with a problem where JAX-RS is not asked. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /** In the shape that the clients of the request's path expect. */
  public static void write(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(problem, request.getRequestURI(), RequestIds.of(request), response);
  }

  /**
   * Answers with what a caller is told of a failure; a defect is logged.
   *
   * @param path within the application, with a leading slash
   * @param id the request's
   */
  public static void write(
      Throwable failure, String method, String path, String id, HttpServletResponse response)
      throws IOException {
    Foreseen.headers(failure).forEach(response::setHeader);
    write(Foreseen.explained(failure, new RequestFacts(method, path, id)), path, id, response);
  }

  static void write(Problem problem, String path, String id, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setHeader(RequestIds.HEADER, id);
    response.setHeader("x-should-retry", String.valueOf(problem.retryable()));
    response.setHeader("Cache-Control", "no-store");
    if (problem.retryAfter() != null) {
      response.setHeader("Retry-After", String.valueOf(ProblemBody.seconds(problem.retryAfter())));
    }
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      // RFC 9110, section 11.6.1: a 401 has to name a scheme.
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setContentType(ErrorShape.of(path).mediaType());
    byte[] body = ProblemBody.of(problem, path, id).toString().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
