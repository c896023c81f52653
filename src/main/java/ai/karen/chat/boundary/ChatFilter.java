package ai.karen.chat.boundary;

import ai.karen.account.boundary.ScopeCheck;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.door.boundary.Route;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Answers the chat calls that leave JAX-RS nothing to decide, which are nearly all, without it: on
 * its way a request costs a third more. What is left to {@link ChatCompletionsResource} are other
 * methods, formats to be negotiated, and the documentation. Its place among the filters is in
 * web.xml. Thread-safe.
 */
public class ChatFilter extends HttpFilter {
  static final String PATH = "/v1/chat/completions";

  private static final String JSON = "application/json";
  private static final List<String> ANSWERED = List.of(JSON, "text/event-stream", "*/*");

  private final transient ScopeCheck scopes;
  private final transient ChatCall call;

  @Inject
  public ChatFilter(ScopeCheck scopes, ChatCall call) {
    this.scopes = scopes;
    this.call = call;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isUsual(request)) {
      Route.note(request, PATH);
      answer(request);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void answer(HttpServletRequest request) {
    request.startAsync().setTimeout(0);
    Outlet outlet = new ServletOutlet(request);
    try {
      Caller caller = scopes.require(request, Scope.CHAT);
      call.answer(request, caller, outlet.telling(scopes.noting(request, caller)));
    } catch (RuntimeException failure) {
      outlet.fail(failure);
    }
  }

  private static boolean isUsual(HttpServletRequest request) {
    return request.getMethod().equals("POST")
        && isJson(request.getContentType())
        && accepts(request.getHeader("Accept"));
  }

  private static boolean isJson(String type) {
    return type != null
        && type.regionMatches(true, 0, JSON, 0, JSON.length())
        && (type.length() == JSON.length() || type.charAt(JSON.length()) == ';');
  }

  /** Weights and the rest are for those who know how to weigh. */
  private static boolean accepts(String accept) {
    return accept == null
        || accept.indexOf(';') < 0 && ANSWERED.stream().anyMatch(accept::contains);
  }
}
