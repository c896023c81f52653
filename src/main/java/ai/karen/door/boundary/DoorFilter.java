package ai.karen.door.boundary;

import ai.karen.problem.boundary.ProblemAnswer;
import ai.karen.problem.entity.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Refuses what is wrong with a request's head. A servlet filter, because a platform that looks up a
 * resource has already made up its mind about the address. Its place among the filters is in
 * web.xml. Thread-safe.
 */
public class DoorFilter extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Problem> refusal = refusal(request);
    if (refusal.isPresent() || Framing.isVague(request)) {
      response.setHeader("Connection", "close");
    }
    if (refusal.isPresent()) {
      ProblemAnswer.write(refusal.get(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Optional<Problem> refusal(HttpServletRequest request) {
    return Framing.refusal(request)
        .or(
            () ->
                Target.refusal(
                    request.getRequestURL().toString(),
                    request.getRequestURI(),
                    request.getQueryString()))
        .or(() -> Headers.refusal(request));
  }
}
