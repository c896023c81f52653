package ai.karen.door.boundary;

import ai.karen.configuration.control.Settings;
import ai.karen.problem.boundary.ProblemAnswer;
import ai.karen.problem.entity.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets pages of other origins read answers where {@code karen.http.cors.origins} names these, never
 * with cookies; and answers browsers that ask before they send. Its place among the filters is in
 * web.xml. Thread-safe.
 */
public class CorsFilter extends HttpFilter {
  static final String SETTING = "karen.http.cors.origins";

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(?:[a-z0-9._~-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");
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

  private final transient Set<String> origins;

  @Inject
  public CorsFilter(Settings settings) {
    this.origins =
        settings.read(
            SETTING,
            Set.of(),
            "a comma list of origins such as https://app.example.com",
            CorsFilter::origins);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String origin = request.getHeader("Origin");
    if (!origins.isEmpty()) {
      response.addHeader("Vary", "Origin");
    }
    boolean isAllowed = origin != null && origins.contains(origin.toLowerCase(Locale.ROOT));
    if (isAllowed) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
    }
    if (isPreflight(request)) {
      answer(isAllowed, request, response);
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
        .withNextSteps("The operator can allow the origin in " + SETTING + ".");
  }

  private static Set<String> origins(String text) {
    Set<String> all =
        Stream.of(text.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (!all.stream().allMatch(part -> ORIGIN.matcher(part).matches())) {
      throw new IllegalArgumentException("not an origin");
    }
    return all;
  }
}
