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

  static void write(Problem problem, String path, String id, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setHeader(RequestIds.HEADER, id);
    response.setHeader("x-should-retry", String.valueOf(problem.retryable()));
    response.setHeader("Cache-Control", "no-store");
    if (problem.retryAfter() != null) {
      response.setHeader("Retry-After", String.valueOf(ProblemBody.seconds(problem.retryAfter())));
    }
    response.setContentType(ErrorShape.of(path).mediaType());
    byte[] body = ProblemBody.of(problem, path, id).toString().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
