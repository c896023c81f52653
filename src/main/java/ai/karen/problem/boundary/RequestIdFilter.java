package ai.karen.problem.boundary;

import ai.karen.timing.control.TimeOrderedIds;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives every request an id, and every answer the header that names it, before anything else can
 * answer. A servlet filter, because a stream that writes to the servlet response passes no JAX-RS
 * response filter. Its place among the filters is in web.xml.
 */
public class RequestIdFilter extends HttpFilter {
  /** Anything else could carry line breaks or floods into a log. */
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private final transient TimeOrderedIds ids;

  @Inject
  public RequestIdFilter(TimeOrderedIds ids) {
    this.ids = ids;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = id(request.getHeader(RequestIds.HEADER));
    request.setAttribute(RequestIds.PROPERTY, id);
    response.setHeader(RequestIds.HEADER, id);
    chain.doFilter(request, response);
  }

  /** The caller's own where it is fit, else a new one. */
  String id(String offered) {
    return Optional.ofNullable(offered)
        .filter(text -> FIT.matcher(text).matches())
        .orElseGet(ids::next);
  }
}
