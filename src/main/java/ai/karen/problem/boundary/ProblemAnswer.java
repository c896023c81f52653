package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a problem where a servlet filter refuses a request, long before JAX-RS. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  public static void write(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    byte[] body =
        ProblemBody.of(problem, path, RequestIds.of(request))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType(ErrorShape.of(path).mediaType());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("x-should-retry", String.valueOf(problem.retryable()));
    if (problem.retryAfter() != null) {
      response.setHeader("Retry-After", String.valueOf(ProblemBody.seconds(problem.retryAfter())));
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
