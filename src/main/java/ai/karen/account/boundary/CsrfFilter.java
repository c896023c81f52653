package ai.karen.account.boundary;

import ai.karen.account.control.KeyHash;
import ai.karen.account.control.defence.CsrfTokens;
import ai.karen.account.control.defence.CsrfVerdict;
import ai.karen.account.control.defence.RefusalAudit;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.problem.boundary.ProblemAnswer;
import ai.karen.problem.entity.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a page of another's could have made a browser send: of the calls under {@code
 * /api/auth/} those that a cookie authenticates, and login. Whoever logs out by an access token and
 * brings no cookie is no browser's page. A servlet filter, so that nothing of a body is read
 * before. Its place among the filters is in web.xml. Thread-safe.
 */
public class CsrfFilter extends HttpFilter {
  static final String TOKEN = "X-CSRF-Token";

  private static final Set<String> BY_COOKIE = Set.of("/api/auth/login", "/api/auth/refresh");

  /** By a cookie where there is one, whatever else comes along. */
  private static final String LOGOUT = "/api/auth/logout";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final transient CsrfTokens tokens;
  private final transient RequestOrigin origins;
  private final transient ClientAddress addresses;
  private final transient RefusalAudit refusals;
  private final transient KeyHash hash;

  @Inject
  public CsrfFilter(
      CsrfTokens tokens,
      RequestOrigin origins,
      ClientAddress addresses,
      RefusalAudit refusals,
      KeyHash hash) {
    this.tokens = tokens;
    this.origins = origins;
    this.addresses = addresses;
    this.refusals = refusals;
    this.hash = hash;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Problem> refusal = isGuarded(request) ? refusal(request) : Optional.empty();
    if (refusal.isPresent()) {
      record(refusal.get(), request);
      ProblemAnswer.write(refusal.get(), request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isGuarded(HttpServletRequest request) {
    if (SAFE.contains(request.getMethod())) {
      return false;
    }
    String path = path(request);
    if (path.equals(LOGOUT)) {
      return BrowserCookies.hasAny(request) || !saysWhoCalls(request);
    }
    return BY_COOKIE.contains(path) || BrowserCookies.hasAny(request) && !saysWhoCalls(request);
  }

  /** Otherwise than by a cookie, so that no page of another's can send it. */
  private static boolean saysWhoCalls(HttpServletRequest request) {
    return request.getHeader("Authorization") != null || request.getHeader("X-API-Key") != null;
  }

  /** As JAX-RS takes it: decoded, and whether or not it ends with a slash. */
  private static String path(HttpServletRequest request) {
    String path = URLDecoder.decode(request.getRequestURI(), StandardCharsets.UTF_8);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private Optional<Problem> refusal(HttpServletRequest request) {
    if (!SimpleBody.isNone(request)) {
      return Optional.of(CsrfProblems.simpleBody());
    }
    if (!origins.isFit(request)) {
      return Optional.of(CsrfProblems.origin());
    }
    CsrfVerdict verdict =
        tokens.check(request.getHeader(TOKEN), BrowserCookies.binding(request, hash));
    return verdict == CsrfVerdict.GOOD
        ? Optional.empty()
        : Optional.of(CsrfProblems.token(verdict));
  }

  private void record(Problem refusal, HttpServletRequest request) {
    refusals.record(
        new SecurityEvent(
            "request_refused",
            Outcome.REFUSED,
            BrowserCookies.session(request, hash).map(id -> "session:" + id).orElse(null),
            addresses.of(request),
            Map.of("code", refusal.code(), "path", path(request))));
  }
}
