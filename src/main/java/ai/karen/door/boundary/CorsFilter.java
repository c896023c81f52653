package ai.karen.door.boundary;

import ai.karen.problem.boundary.ProblemAnswer;
import ai.karen.problem.entity.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets pages of other origins read answers where {@code karen.http.cors.origins} names these, never
 * with cookies; and answers browsers that ask before they send. Its place among the filters is in
 * web.xml. Thread-safe.
 */
public class CorsFilter extends HttpFilter {
  private static final String METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, X-API-Key, X-CSRF-Token, x-karen-timeout-ms,"
          + " x-request-id";
  private static final String ANSWER_HEADERS =
      "Location, Retry-After, x-karen-attempts, x-karen-degraded, x-karen-model-substituted,"
          + " x-karen-provider, x-request-id, x-should-retry";
  private static final String PREFLIGHT = "Access-Control-Request-Method";

  /** Seconds; browsers cut it to what they like. */
  private static final String LIFE = "600";

  private final transient CorsOrigins origins;

  @Inject
  public CorsFilter(CorsOrigins origins) {
    this.origins = origins;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (origins.areConfigured()) {
      response.addHeader("Vary", "Origin");
    }
    Optional<String> allowed = origins.allowed(request.getHeader("Origin"));
    if (allowed.isPresent()) {
      response.setHeader("Access-Control-Allow-Origin", allowed.get());
      response.setHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
    }
    if (isPreflight(request)) {
      answer(allowed.isPresent(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader(PREFLIGHT) != null;
  }

  private static void answer(
      boolean isAllowed, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isAllowed) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
      response.setHeader("Access-Control-Max-Age", LIFE);
    } else {
      ProblemAnswer.write(refusal(), request, response);
    }
  }

  private static Problem refusal() {
    return Problem.invalid(
            HttpServletResponse.SC_FORBIDDEN,
            "cors_refused",
            "Pages of that origin may not call this engine.",
            null)
        .withNextSteps("The operator can allow the origin in " + CorsOrigins.SETTING + ".");
  }
}
